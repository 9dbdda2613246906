/* The sealed texts of one item: each opens to the response that it replies to, and to no other. */
(function () {
  "use strict";

  const seal = window.BuilderQuiz.seal;

  class Replies {
    constructor(slug, item, sealed) {
      this.slug = slug;
      this.item = item;
      this.sealed = sealed;
      this.parts = sealed.parts;
      this.isTyped = sealed.other.length > 0;
    }

    place(part) {
      return { slug: this.slug, item: this.item, part: String(part) };
    }

    chosen(part, value) {
      return seal.opened(this.place(part), value, this.parts[part][Number(value)]);
    }

    /* Return the reply to a wording, or to one that is a slip of the hand away. */
    typed(part, value) {
      const response = seal.normalised(value);
      const found = this.wording(part, response);
      if (found) return found;
      for (const near of seal.nearBy(response)) {
        const reply = this.wording(part, near);
        if (reply) return Object.assign({ slip: true }, reply);
      }
      return seal.opened(this.place(part), "", this.sealed.other[part]);
    }

    wording(part, response) {
      for (const blob of this.parts[part]) {
        const reply = seal.opened(this.place(part), response, blob);
        if (reply) return reply;
      }
      return null;
    }

    /* Return what is told of the right answer. */
    answer() {
      return seal.opened(this.place("answer"), "", this.sealed.answer) || {};
    }
  }

  window.BuilderQuiz.Replies = Replies;
})();
