import { useEffect, useRef } from 'preact/hooks';

/** What the scripts of reCAPTCHA, hCaptcha and Turnstile have in common. */
interface CaptchaService {
  render(
    place: HTMLElement,
    options: { sitekey: string; callback(answer: string): void; 'expired-callback'(): void },
  ): void;
  /** reCAPTCHA's script loads more of itself first. */
  ready?(callback: () => void): void;
}

const names = ['grecaptcha', 'hcaptcha', 'turnstile'] as const;

/** The check of an outside service that the owner of this server has chosen. `onAnswer` gets null when an answer ran out. */
export function SiteverifyWidget(props: {
  siteKey: string;
  scriptUrl: string;
  onAnswer(answer: string | null): void;
  onFailure(): void;
}) {
  const { siteKey, scriptUrl, onAnswer, onFailure } = props;
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const script = document.createElement('script');
    script.src = scriptUrl;
    script.async = true;
    script.addEventListener('error', onFailure);
    script.addEventListener('load', () => {
      const scope = window as unknown as Record<string, CaptchaService | undefined>;
      const service = names.map((name) => scope[name]).find(Boolean);
      if (!service) return onFailure();
      const render = () =>
        service.render(place.current!, {
          sitekey: siteKey,
          callback: onAnswer,
          'expired-callback': () => onAnswer(null),
        });
      if (service.ready && service === scope.grecaptcha) service.ready(render);
      else render();
    });
    document.head.append(script);
    return () => script.remove();
  }, []);

  return <div ref={place} class="field" />;
}
