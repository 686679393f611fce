/** A link to a page out there. Other schemes than the web's are shown as text, since they may be scripts. */
export function PageLink({ url, title }: { url: string; title: string }) {
  const words = title || url;
  if (!/^https?:\/\//i.test(url)) return <span title={url}>{words}</span>;
  return (
    <a href={url} title={url} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  );
}
