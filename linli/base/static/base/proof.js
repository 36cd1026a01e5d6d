/* The small work of base/proof.py: a number whose SHA-256 with the ticket begins with zero bits.
   SHA-256 is written out because crypto.subtle is missing where a house has no certificate. */
(() => {
  "use strict";
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
  const part = (x) => ((x - Math.floor(x)) * 0x100000000) | 0;
  const K = primes.map((p) => part(Math.cbrt(p)));
  const H = primes.slice(0, 8).map((p) => part(Math.sqrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  /* The first 32 bits of the SHA-256 of an ASCII text. */
  const first = (text) => {
    const blocks = ((text.length + 8) >> 6) + 1;
    const words = new Int32Array(blocks * 16);
    for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
    words[words.length - 1] = text.length * 8;
    const sum = H.slice();
    const w = new Int32Array(64);
    for (let block = 0; block < blocks; block += 1) {
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) { w[i] = words[block * 16 + i]; continue; }
        const a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = sum;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((x, i) => { sum[i] = (sum[i] + x) | 0; });
    }
    return sum[0] >>> 0;
  };

  document.querySelectorAll("input[data-proof-bits]").forEach((field) => {
    const ticket = field.form && field.form.querySelector("input[name=proof_ticket]");
    if (!ticket) return;
    const shift = 32 - Number(field.dataset.proofBits);
    let n = 0;
    /* A little at a time, so that typing is never held up. */
    const work = () => {
      for (const stop = n + 300; n < stop; n += 1) {
        if (first(`${ticket.value}:${n}`) >>> shift === 0) { field.value = String(n); return; }
      }
      setTimeout(work, 0);
    };
    setTimeout(work, 0);
  });
})();
