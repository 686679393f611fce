import type { PageConfig } from './page-config.ts';

/** What every page is given. */
export interface PageProps {
  config: PageConfig;
  /** Parameters of the page's address. */
  parameters: URLSearchParams;
}
