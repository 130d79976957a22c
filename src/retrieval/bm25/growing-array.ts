/** A list of unsigned 32-bit numbers that takes four bytes each, for millions of them. */
export class GrowingArray {
  #values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  /** A view that holds until the next `push`. */
  values(): Uint32Array {
    return this.#values.subarray(0, this.length);
  }
}
