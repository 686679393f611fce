/** Kinds of harm that no fault may do, as the figure line names them. */
export type Harm = 'lost' | 'torn' | 'doubled' | 'other';

/** Gathers what a campaign finds wrong. */
export class Findings {
  readonly counts: Record<Harm, number> = { lost: 0, torn: 0, doubled: 0, other: 0 };
  /** In words, each with the fault after which it was seen. */
  readonly words: string[] = [];
  /** What is being done, for {@link words}. */
  during = 'the start';
  readonly #onFinding: (words: string) => void;

  constructor(onFinding: (words: string) => void = () => {}) {
    this.#onFinding = onFinding;
  }

  add(harm: Harm, words: string): void {
    this.counts[harm]++;
    const found = `${harm === 'other' ? '' : `${harm}: `}${words} (during ${this.during})`;
    this.words.push(found);
    this.#onFinding(found);
  }
}
