package dev.tarn.catalog.transfer;

import dev.tarn.catalog.transfer.TransferCounts.Outcome;
import dev.tarn.catalog.transfer.TransferFile.Place;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.AwsJsonCodec;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/**
 * Copies what the AWS CLI printed, or an export wrote, into a catalog: databases, then tables, then
 * partitions and functions, whatever files they are in. An item becomes the input of the call that
 * creates it by reading it as that input, so that every member that both have is copied.
 */
public final class CatalogImport {
  private final Options options;
  private final ImportTarget target;
  private final AwsJsonCodec codec = new AwsJsonCodec();
  private final TransferCounts counts = new TransferCounts();

  /**
   * How to import.
   *
   * @param dryRun whether to look only at what would happen
   */
  public record Options(ConflictRule onConflict, BucketMapping buckets, boolean dryRun) {}

  public CatalogImport(GlueClient glue, Options options) {
    this.options = options;
    this.target = options.dryRun() ? new DryRunTarget(glue) : new GlueTarget(glue);
  }

  /** What has been written so far, or in a dry run would have been. */
  public TransferCounts counts() {
    return counts;
  }

  /**
   * Imports all files, and all JSON files below directories.
   *
   * @throws TransferException naming file and line, when something cannot be read or is refused, or
   *     is there already and must not be; nothing is written when a file is not JSON of the right
   *     kind, otherwise what was written before stays
   */
  public void run(List<Path> from) throws TransferException {
    List<TransferFile> files = TransferFile.find(from);
    WireJson wireJson = new WireJson(options.buckets());
    PartitionImport partitions = new PartitionImport(target, options.onConflict(), counts);
    for (Section section : Section.values()) {
      for (TransferFile file : files) {
        file.read(
            section, wireJson, (place, json) -> copy(section, new Item(place, json), partitions));
      }
      partitions.flush();
    }
  }

  /** An entity as it stands in a file, to be read as one model class or another. */
  private final class Item {
    private final Place place;
    private final byte[] json;

    private Item(Place place, byte[] json) {
      this.place = place;
      this.json = json;
    }

    private <T extends SdkPojo> T as(Class<T> type) throws TransferException {
      try {
        return codec.decode(type, json);
      } catch (AwsServiceException e) {
        throw place.error(String.valueOf(AwsErrors.message(e)), e);
      }
    }

    private String required(@Nullable String value, String member) throws TransferException {
      if (value == null) {
        throw place.error("There is no " + member, null);
      }
      return value;
    }
  }

  private void copy(Section section, Item item, PartitionImport partitions)
      throws TransferException {
    switch (section) {
      case DATABASES -> copyDatabase(item);
      case TABLES -> copyTable(item);
      case PARTITIONS -> copyPartition(item, partitions);
      case FUNCTIONS -> copyFunction(item);
    }
  }

  private void copyDatabase(Item item) throws TransferException {
    String catalogId = item.as(CreateDatabaseRequest.class).catalogId();
    DatabaseInput input = LinkTargets.portable(item.as(DatabaseInput.class), catalogId);
    String name = item.required(input.name(), "Name");
    copy(
        Section.DATABASES,
        name,
        item.place,
        () -> target.create(input),
        () -> target.replace(input));
  }

  private void copyTable(Item item) throws TransferException {
    CreateTableRequest where = item.as(CreateTableRequest.class);
    TableInput input = LinkTargets.portable(item.as(TableInput.class), where.catalogId());
    String database = item.required(where.databaseName(), "DatabaseName");
    String name = database + "." + item.required(input.name(), "Name");
    copy(
        Section.TABLES,
        name,
        item.place,
        () -> target.create(database, input),
        () -> target.replace(database, input));
  }

  private static void copyPartition(Item item, PartitionImport partitions)
      throws TransferException {
    Partition where = item.as(Partition.class);
    partitions.add(
        item.place,
        new ImportTarget.TableName(
            item.required(where.databaseName(), "DatabaseName"),
            item.required(where.tableName(), "TableName")),
        item.as(PartitionInput.class));
  }

  private void copyFunction(Item item) throws TransferException {
    CreateUserDefinedFunctionRequest where = item.as(CreateUserDefinedFunctionRequest.class);
    UserDefinedFunctionInput input = item.as(UserDefinedFunctionInput.class);
    String database = item.required(where.databaseName(), "DatabaseName");
    String name = database + "." + item.required(input.functionName(), "FunctionName");
    copy(
        Section.FUNCTIONS,
        name,
        item.place,
        () -> target.create(database, input),
        () -> target.replace(database, input));
  }

  private void copy(
      Section section, String name, Place place, BooleanSupplier creation, Runnable replacement)
      throws TransferException {
    try {
      if (creation.getAsBoolean()) {
        counts.add(Outcome.CREATED, section, 1);
        return;
      }
      switch (options.onConflict()) {
        case FAIL -> throw conflict(section, name, place);
        case SKIP -> counts.add(Outcome.SKIPPED, section, 1);
        case REPLACE -> {
          replacement.run();
          counts.add(Outcome.REPLACED, section, 1);
        }
      }
    } catch (SdkException | UncheckedIOException e) {
      throw place.error(section.noun(1) + " " + name + ": " + TransferException.reason(e), e);
    }
  }

  static TransferException conflict(Section section, String name, Place place) {
    return place.error(section.noun(1) + " " + name + " exists already", null);
  }
}
