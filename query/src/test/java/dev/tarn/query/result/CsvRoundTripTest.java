package dev.tarn.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.Datum;

class CsvRoundTripTest {
  @Property(tries = 300)
  void everyRowComesBackAsItWas(@ForAll("tables") List<List<Optional<String>>> rows)
      throws IOException {
    byte[] csv = encode(rows);
    assertThat(decode(csv, 0)).isEqualTo(rows);
  }

  @Property(tries = 300)
  void aReaderGoesOnWhereAnotherStopped(@ForAll("tables") List<List<Optional<String>>> rows)
      throws IOException {
    byte[] csv = encode(rows);
    try (var channel = new BytesChannel(csv)) {
      var reader = new CsvRowReader(new ByteSource(channel, 0));
      for (int read = 1; reader.next().isPresent(); read++) {
        assertThat(decode(csv, reader.position())).isEqualTo(rows.subList(read, rows.size()));
      }
    }
  }

  @Test
  void writesWhatAthenaWrites() throws IOException {
    List<List<Optional<String>>> rows =
        List.of(
            List.of(Optional.of("a"), Optional.of("b \"q\"")),
            List.of(Optional.empty(), Optional.of("")),
            List.of(Optional.of("line\nbreak"), Optional.of("ü,")));
    assertThat(new String(encode(rows), UTF_8))
        .isEqualTo("\"a\",\"b \"\"q\"\"\"\n,\"\"\n\"line\nbreak\",\"ü,\"\n");
    assertThat(new String(encode(List.of(List.of(Optional.empty()))), UTF_8)).isEqualTo("\n");
  }

  @Test
  void cellsLargerThanTheBufferSurvive() throws IOException {
    String large = "é\"\n".repeat(100_000);
    List<List<Optional<String>>> rows =
        List.of(List.of(Optional.of(large), Optional.of("x")), List.of(Optional.of("y")));
    assertThat(decode(encode(rows), 0)).isEqualTo(rows);
  }

  @Provide
  Arbitrary<List<List<Optional<String>>>> tables() {
    Arbitrary<Optional<String>> cell =
        Arbitraries.strings()
            .withChars('"', ',', '\n', '\r', ' ', 'a', 'é', '\u20AC')
            .ofMaxLength(6)
            .optional(0.8);
    return Arbitraries.integers()
        .between(1, 4)
        .flatMap(width -> cell.list().ofSize(width).list().ofMaxSize(8));
  }

  private static byte[] encode(List<List<Optional<String>>> rows) throws IOException {
    var out = new ByteArrayOutputStream();
    var encoder = new CsvEncoder(out);
    for (List<Optional<String>> row : rows) {
      @Nullable String[] cells = new @Nullable String[row.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.get(i).orElse(null);
      }
      encoder.line(cells);
    }
    encoder.flush();
    return out.toByteArray();
  }

  private static List<List<Optional<String>>> decode(byte[] csv, long offset) throws IOException {
    List<List<Optional<String>>> rows = new ArrayList<>();
    try (var channel = new BytesChannel(csv)) {
      var reader = new CsvRowReader(new ByteSource(channel, offset));
      for (var cells = reader.next(); cells.isPresent(); cells = reader.next()) {
        rows.add(cells.get().stream().map(Datum::varCharValue).map(Optional::ofNullable).toList());
      }
    }
    return rows;
  }
}
