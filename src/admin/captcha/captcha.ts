/** Tells people from programs at sign-up. */
export interface Captcha {
  /**
   * @param answer - What the page sends along; undefined or nonsense counts as wrong.
   * @param address - The client's address.
   * @returns False when the answer is wrong, old or used before.
   * @throws {CaptchaUnreachableError} When nobody can tell at the moment.
   */
  verify(answer: string | undefined, address: string): Promise<boolean>;
}

/** The service that checks answers can't be reached. */
export class CaptchaUnreachableError extends Error {
  constructor(cause: unknown) {
    super('The captcha service does not answer', { cause });
    this.name = 'CaptchaUnreachableError';
  }
}
