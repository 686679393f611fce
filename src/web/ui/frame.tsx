import type { ComponentChildren } from 'preact';
import logo from '../style/logo.svg';
import { LanguageChoice } from './language-choice.tsx';
import { text } from './text.ts';

/** What surrounds every page: logo, content, a line at the end. `width`: how wide the content may get. */
export function Frame({ width, children }: { width: 'narrow' | 'medium' | 'wide'; children: ComponentChildren }) {
  return (
    <div class="frame">
      <header class={width}>
        <a class="brand" href="/">
          <img src={logo} alt="" />
          Foxden
        </a>
      </header>
      <main class={width}>{children}</main>
      <footer class={width}>
        <p>{text.footer(location.host)}</p>
        <LanguageChoice />
      </footer>
    </div>
  );
}
