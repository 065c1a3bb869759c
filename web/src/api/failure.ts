/** Something that keeps a person from what they came for, in plain words with the next step. */
export interface Failure {
  title: string;
  text: string;
  /** Whether another try can succeed. Without it the page offers none. */
  retry: boolean;
  /** Seconds to wait before the next try. */
  retryAfter?: number;
  /** A smaller line, for a report to the operator. */
  note?: string;
}
