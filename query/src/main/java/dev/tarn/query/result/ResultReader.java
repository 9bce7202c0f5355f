package dev.tarn.query.result;

import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.ResultSet;
import software.amazon.awssdk.services.athena.model.ResultSetMetadata;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Answers GetQueryResults from a result object. */
public final class ResultReader {
  private final ResultPages pages;

  public ResultReader(ResultStore objects) {
    this.pages = new ResultPages(objects);
  }

  /**
   * One page of a result.
   *
   * @param token where to go on, absent for the first page
   * @throws software.amazon.awssdk.services.athena.model.InvalidRequestException when the token is
   *     not one of this result, or the result object is gone
   */
  public GetQueryResultsResponse read(
      String id, StoredResult result, ObjectKey location, @Nullable String token, int maxRows) {
    OptionalLong offset = token == null ? OptionalLong.of(0) : PageToken.decode(id, token);
    ResultPage page =
        offset.isPresent()
            ? page(result, location, offset.getAsLong(), maxRows)
            : afterMalformedToken(result, location, String.valueOf(token));
    var response = GetQueryResultsResponse.builder().resultSet(resultSet(page.rows(), result));
    result.updateCount().ifPresent(response::updateCount);
    page.next().ifPresent(next -> response.nextToken(PageToken.encode(id, next)));
    return response.build();
  }

  /** A result without rows does not look at the token (measured). */
  private ResultPage afterMalformedToken(StoredResult result, ObjectKey location, String token) {
    ResultPage first = page(result, location, 0, 1);
    if (!first.rows().isEmpty()) {
      throw InvalidRequests.invalidInput("Malformed nextPageToken " + token);
    }
    return first;
  }

  private ResultPage page(StoredResult result, ObjectKey location, long offset, int maxRows) {
    try {
      return pages.read(result.kind(), location, offset, maxRows);
    } catch (NoSuchKeyException | NoSuchBucketException gone) {
      throw InvalidRequests.resultNotFound();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ResultSet resultSet(List<Row> rows, StoredResult result) {
    return ResultSet.builder()
        .rows(rows)
        .resultSetMetadata(
            ResultSetMetadata.builder()
                .columnInfo(ResultColumns.describe(result.columns()))
                .build())
        .build();
  }
}
