/** Foreign text may hold what a terminal obeys: it is shown instead. Line ends stay. */
export const visible = (text: string): string =>
  text.replace(/(?!\n)\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
