package dev.tarn.storage;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Keys of all kinds, with much of what file systems and our own escaping find hard. */
final class KeyArbitraries {

  private KeyArbitraries() {}

  static Arbitrary<String> segments() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.of("a", "b", "a-b", "ab", "a.b", "a0", "A")),
        Tuple.of(3, Arbitraries.of("", ".", "..", "...", " ", "a ")),
        Tuple.of(
            3, Arbitraries.of("%", "%~", "%=", "%+", "%~a", "%=a", "%+a", "%41", "%~%2E", "%2F")),
        Tuple.of(
            2, Arbitraries.of("é", "e\u0301", "\uD83D\uDE00", "\uFFFD", "\uE000", "日本", "\uFFFF")),
        Tuple.of(
            2, Arbitraries.of("\u0000", "\u0001", "\n", "\r", "\t", "\u007f", "\\", "*", "a\nb")),
        Tuple.of(
            2,
            Arbitraries.of("x", "é", "\uD83D\uDE00", "%", "\u0001", ".")
                .flatMap(text -> Arbitraries.integers().between(60, 330).map(text::repeat))),
        Tuple.of(2, Arbitraries.strings().ofMaxLength(12)));
  }

  static Arbitrary<String> keys() {
    return segments()
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(segments -> String.join("/", segments))
        .filter(key ->
            !key.isEmpty()
                && Utf8Order.encodedLength(key) > 0
                && Utf8Order.encodedLength(key) <= ObjectKey.MAX_KEY_BYTES);
  }
}
