package dev.tarn.storage.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class FileNamesTest {
  @Property(tries = 500)
  void fileNamesStayInTheirFolder(@ForAll @StringLength(max = 300) String text) {
    String name = FileNames.encode(text);
    assertThat(name).doesNotContain("/", "\\", "\0").isNotEqualTo("..").isNotEqualTo(".");
    assertThat(name.length()).isLessThanOrEqualTo(210);
    assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT));
  }
}
