// The library's base class for stores of one's own; it is public, but neither exported at the top nor typed.
declare module 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js' {
  import type { RateLimiterRes } from 'rate-limiter-flexible';

  export default class RateLimiterStoreAbstract {
    constructor(options: { keyPrefix: string; points: number; duration: number });
    readonly points: number;
    consume(key: string, points?: number): Promise<RateLimiterRes>;
    reward(key: string, points?: number): Promise<RateLimiterRes>;
    delete(key: string): Promise<boolean>;
  }
}
