package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.CatalogWrite;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableVersion;
import software.amazon.awssdk.services.glue.model.TableVersionError;

/** The current and the archived versions of tables: read, list, delete. */
public final class TableVersionOperations {
  private static final String LISTING = "GetTableVersions";
  private static final int LARGEST_DELETE_BATCH = 100;

  private final EntryLookup lookup;

  public TableVersionOperations(Catalogs catalogs) {
    this.lookup = new EntryLookup(catalogs);
  }

  public GetTableVersionResponse getTableVersion(GetTableVersionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .optionalName("versionId", request.versionId())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    Table table =
        find(entry, request.versionId())
            .orElseThrow(() -> CatalogErrors.notFound("Version not found."));
    return GetTableVersionResponse.builder().tableVersion(version(table)).build();
  }

  private static Optional<Table> find(TableEntry entry, @Nullable String versionId) {
    Table current = entry.table();
    if (versionId == null || versionId.equals(current.versionId())) {
      return Optional.of(current);
    }
    long version = requiredNumber(versionId);
    return version > number(current)
        ? Optional.empty()
        : CatalogWrite.unchecked(() -> entry.versions().find(version));
  }

  /**
   * The number of a version; <a
   * href="https://docs.aws.amazon.com/glue/latest/webapi/API_GetTableVersion.html">its id is a
   * string representation of an integer</a>.
   */
  private static long requiredNumber(String versionId) {
    return number(versionId)
        .orElseThrow(
            () -> CatalogErrors.invalidInput("The version ID is not an integer: " + versionId));
  }

  private static OptionalLong number(String versionId) {
    boolean digits =
        versionId.length() <= 18 && versionId.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalLong.of(Long.parseLong(versionId)) : OptionalLong.empty();
  }

  private static long number(Table table) {
    return Long.parseLong(table.versionId());
  }

  private static TableVersion version(Table table) {
    return TableVersion.builder().table(table).versionId(table.versionId()).build();
  }

  public GetTableVersionsResponse getTableVersions(GetTableVersionsRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .page(request.maxResults(), Rules.LARGEST_NAME_PAGE)
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    String after = PageToken.decodeName(LISTING, request.nextToken());
    OptionalLong start = after == null ? OptionalLong.empty() : number(after);
    if (after != null && start.isEmpty()) {
      throw PageToken.invalid();
    }
    int size = Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE);
    Page<Table> page = CatalogWrite.unchecked(() -> page(entry, start, size));
    return GetTableVersionsResponse.builder()
        .tableVersions(page.map(TableVersionOperations::version))
        .nextToken(page.nextToken())
        .build();
  }

  /** Newest first, from the current version or from below the given one. */
  private static Page<Table> page(TableEntry entry, OptionalLong below, int size)
      throws IOException {
    Table current = entry.table();
    NavigableSet<Long> archived = entry.versions().before(number(current));
    List<Table> tables = new ArrayList<>();
    if (below.isEmpty()) {
      tables.add(current);
    } else {
      archived = archived.headSet(below.getAsLong(), false);
    }
    Iterator<Long> older = archived.descendingIterator();
    while (older.hasNext() && tables.size() < size) {
      // A version that is deleted in the meantime is left out.
      entry.versions().find(older.next()).ifPresent(tables::add);
    }
    String nextToken =
        older.hasNext() ? PageToken.encode(LISTING, List.of(tables.getLast().versionId())) : null;
    return new Page<>(tables, nextToken);
  }

  public DeleteTableVersionResponse deleteTableVersion(DeleteTableVersionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .name("versionId", request.versionId())
        .orThrow();
    delete(
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName()),
        request.versionId());
    return DeleteTableVersionResponse.builder().build();
  }

  private static void delete(TableEntry entry, String versionId) {
    entry.write(() -> {
      if (versionId.equals(entry.table().versionId())) {
        throw CatalogErrors.invalidInput("Cannot delete the current version of a table.");
      }
      if (!entry.versions().delete(requiredNumber(versionId))) {
        throw CatalogErrors.notFound("Version not found.");
      }
      return entry;
    });
  }

  public BatchDeleteTableVersionResponse batchDeleteTableVersion(
      BatchDeleteTableVersionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .required("versionIds", request.hasVersionIds() ? request : null)
        .size("versionIds", request.versionIds(), 0, LARGEST_DELETE_BATCH)
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    List<TableVersionError> errors = new ArrayList<>();
    for (String versionId : request.versionIds()) {
      try {
        delete(entry, versionId);
      } catch (AwsServiceException e) {
        errors.add(
            TableVersionError.builder()
                .tableName(request.tableName())
                .versionId(versionId)
                .errorDetail(ItemErrors.of(e))
                .build());
      }
    }
    return BatchDeleteTableVersionResponse.builder().errors(errors).build();
  }
}
