/** Lets the page draw and react before it goes on. */
export const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
