package dev.tarn.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  @Test
  void alignsColumnsUnderTheHeader() {
    assertThat(TextTable.format(List.of(List.of("a", "number"), List.of("longer", "1")), 1))
        .isEqualTo("   a       number\n   ------  ------\n   longer  1");
  }

  @Test
  void missingCellsStayEmpty() {
    assertThat(TextTable.format(List.of(List.of("a", "b"), List.of("1")), 0)).endsWith("\n   1");
  }
}
