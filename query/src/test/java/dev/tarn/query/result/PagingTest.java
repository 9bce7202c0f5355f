package dev.tarn.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

class PagingTest {
  private static final ObjectKey LOCATION = new ObjectKey("out", "result");
  private static final String ID = "0f0e7f5e-3b1c-4f55-9d2f-2f7c5c0f3a11";
  private static final List<EngineColumn> COLUMNS = List.of(new EngineColumn("n", "varchar"));

  private final ResultStore objects = temporaryStore();

  @Property(tries = 200)
  void csvPagesHoldEveryRowOnceInOrderAndTheHeaderOnce(
      @ForAll @IntRange(max = 40) int rows, @ForAll @IntRange(min = 1, max = 45) int pageSize)
      throws IOException {
    write(ResultKind.CSV, rows);
    List<String> expected = new ArrayList<>(List.of("n"));
    expected.addAll(values(rows));
    assertThat(readAll(ResultKind.CSV, pageSize)).isEqualTo(expected);
  }

  @Property(tries = 200)
  void textPagesHoldEveryRowOnceInOrder(
      @ForAll @IntRange(max = 40) int rows, @ForAll @IntRange(min = 1, max = 45) int pageSize)
      throws IOException {
    write(ResultKind.TEXT, rows);
    assertThat(readAll(ResultKind.TEXT, pageSize)).isEqualTo(values(rows));
  }

  @Property(tries = 50)
  void exactlyFullPageHasANextOneThatMayBeEmpty(@ForAll @IntRange(min = 1, max = 20) int rows)
      throws IOException {
    write(ResultKind.CSV, rows);
    GetQueryResultsResponse full = page(ResultKind.CSV, null, rows + 1);
    assertThat(full.resultSet().rows()).hasSize(rows + 1);
    assertThat(full.nextToken()).isNotEmpty();
    GetQueryResultsResponse rest = page(ResultKind.CSV, full.nextToken(), rows + 1);
    assertThat(rest.resultSet().rows()).isEmpty();
    assertThat(rest.nextToken()).isNull();
    assertThat(rest.resultSet().resultSetMetadata().columnInfo()).hasSize(1);
  }

  @Property(tries = 1)
  void tokenOfAnotherQueryOrAChangedOneIsMalformed() throws IOException {
    write(ResultKind.CSV, 5);
    String token = PageToken.encode("another query", 4);
    for (String bad : List.of(token, "x", "", "AAAA", token.substring(4))) {
      assertThatThrownBy(() -> page(ResultKind.CSV, bad, 2))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("Malformed nextPageToken " + bad);
    }
  }

  @Property(tries = 1)
  void resultWithoutRowsDoesNotLookAtTheToken() throws IOException {
    write(ResultKind.EMPTY, 0);
    assertThat(page(ResultKind.EMPTY, "x", 2).resultSet().rows()).isEmpty();
    assertThat(page(ResultKind.COUNT, "x", 2).resultSet().rows()).isEmpty();
    write(ResultKind.TEXT, 0);
    assertThat(page(ResultKind.TEXT, "x", 2).resultSet().rows()).isEmpty();
  }

  @Test
  void tokensAreOpaqueAndLongerThanTheirNumber() {
    assertThat(PageToken.encode(ID, 12)).doesNotContain("12").hasSizeGreaterThan(40);
    assertThat(PageToken.decode(ID, PageToken.encode(ID, 12))).hasValue(12);
  }

  private static List<String> values(int rows) {
    return IntStream.range(0, rows).mapToObj(i -> "value " + i * i).toList();
  }

  private void write(ResultKind kind, int rows) throws IOException {
    try (ResultSink sink = new ResultObjects(objects).open(kind, LOCATION, ResultObjects.BINARY)) {
      sink.columns(COLUMNS);
      for (String value : values(rows)) {
        sink.row(new @Nullable String[] {value});
      }
      sink.publish();
    }
  }

  private List<String> readAll(ResultKind kind, int pageSize) {
    List<String> read = new ArrayList<>();
    @Nullable String token = null;
    do {
      GetQueryResultsResponse page = page(kind, token, pageSize);
      assertThat(page.resultSet().rows()).hasSizeLessThanOrEqualTo(pageSize);
      page.resultSet().rows().forEach(row -> read.add(row.data().getFirst().varCharValue()));
      token = page.nextToken();
    } while (token != null);
    return read;
  }

  private GetQueryResultsResponse page(ResultKind kind, @Nullable String token, int pageSize) {
    return new ResultReader(objects)
        .read(ID, new StoredResult(kind, COLUMNS, OptionalLong.of(0)), LOCATION, token, pageSize);
  }

  private static ResultStore temporaryStore() {
    try {
      Path directory =
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "paging");
      ObjectStore store = LocalObjectStore.open(directory, Durability.PROCESS);
      store.createBucket("out");
      return new ResultStore(
          store,
          ManagedResults.open(directory.resolve("managed"), Durability.PROCESS, Clock.systemUTC()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
