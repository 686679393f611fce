import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { describeProblem, isProgrammingError } from '../ui/problem.ts';
import { readQr } from './read-qr.ts';
import { text } from './text.ts';

const pause = 200;

/** Scans a code with this computer's camera. The pictures never leave the browser. */
export function CameraInput({ onText }: { onText(text: string): void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream>();
  const [problem, setProblem] = useState<string>();

  async function start() {
    try {
      setStream(await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }));
      setProblem(undefined);
    } catch (error) {
      setProblem(isProgrammingError(error) ? describeProblem(error) : text.noCamera);
    }
  }

  useEffect(() => {
    if (!stream) return;
    const { current: player } = video;
    if (player) player.srcObject = stream;
    const timer = setInterval(async () => {
      if (!player?.videoWidth) return;
      try {
        const found = await readQr(player, player.videoWidth, player.videoHeight);
        if (found !== null) onText(found);
      } catch (error) {
        setProblem(describeProblem(error));
        setStream(undefined);
      }
    }, pause);
    return () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    };
  }, [stream]);

  if (!stream) {
    return (
      <>
        {problem && <Notice kind="note">{problem}</Notice>}
        <p>
          <button type="button" class="button quiet wide" onClick={start}>
            {text.camera}
          </button>
        </p>
      </>
    );
  }
  return (
    <>
      <p>{text.cameraHint}</p>
      <video class="camera" ref={video} autoPlay muted playsInline />
      <p>
        <button type="button" class="button quiet wide" onClick={() => setStream(undefined)}>
          {text.stopCamera}
        </button>
      </p>
    </>
  );
}
