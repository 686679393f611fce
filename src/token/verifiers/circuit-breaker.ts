/** Says when a service that keeps failing may be asked again. */
export interface CircuitBreaker {
  /** False while the service is given a rest; true once for each try after it. */
  mayTry(): boolean;
  succeeded(): void;
  /** Counts a failure; true when this one was the last straw. */
  failed(): boolean;
}

/**
 * Makes a circuit breaker: after `failures` in a row nothing is tried for `rest` ms, then one try decides.
 *
 * @param now - Tells the time in ms.
 */
export function circuitBreaker(options: { failures: number; rest: number; now(): number }): CircuitBreaker {
  let failures = 0;
  let closedAgainAt = 0;
  return {
    mayTry() {
      if (failures < options.failures) return true;
      if (options.now() < closedAgainAt) return false;
      // Until the one try has been decided, everybody else goes on waiting.
      closedAgainAt = options.now() + options.rest;
      return true;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures++;
      closedAgainAt = options.now() + options.rest;
      return failures === options.failures;
    },
  };
}
