package dev.tarn.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every name has a file name of its own that is safe on every file system. */
class EntryNameProperties {

  @Property
  void aFileNameIsSafe(@ForAll("names") String name) {
    String encoded = EntryName.encode(name);

    assertThat(encoded.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 200);
    assertThat(encoded).matches("[a-z0-9_\\-.%^~]+").doesNotStartWith(".");
    assertThat(encoded.toLowerCase(Locale.ROOT)).isEqualTo(encoded);
  }

  @Property
  void differentNamesHaveDifferentFiles(@ForAll("names") String a, @ForAll("names") String b) {
    assertThat(EntryName.encode(a).equals(EntryName.encode(b))).isEqualTo(a.equals(b));
  }

  @Example
  void plainNamesAreThemselves() {
    assertThat(EntryName.encode("daily_orders-2026.v1")).isEqualTo("daily_orders-2026.v1");
    assertThat(EntryName.encode("..")).isEqualTo("%2e.");
    assertThat(EntryName.encode("a/b")).isEqualTo("a%2fb");
    assertThat(EntryName.encode("My")).isEqualTo("^my");
    assertThat(EntryName.encode("x".repeat(255))).isNotEqualTo(EntryName.encode("x".repeat(254)));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMinLength(1).ofMaxLength(255),
        Arbitraries.of(
            ".", "..", "a", "A", "^a", "%41", "a.", "é", "e\u0301", "con", " ", "~", "/"),
        Arbitraries.strings().withChars("aA^%.~41").ofMinLength(1).ofMaxLength(6));
  }
}
