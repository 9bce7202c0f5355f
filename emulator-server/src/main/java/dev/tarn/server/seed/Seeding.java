package dev.tarn.server.seed;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts a tree of files into a running server and makes tables of them. */
public final class Seeding {
  private static final int PARTITIONS_A_CALL = 100;

  private final S3Client s3;
  private final GlueClient glue;
  private final PrintStream out;

  public Seeding(S3Client s3, GlueClient glue, PrintStream out) {
    this.s3 = s3;
    this.glue = glue;
    this.out = out;
  }

  /**
   * Uploads everything and makes or replaces the tables.
   *
   * @return how many directories no table could be made of; each one is named in the output
   */
  public int run(Path root, String database) throws IOException {
    SeedTree tree = SeedTree.read(root);
    upload(root, tree);
    if (!tree.tables().isEmpty()) {
      ensureDatabase(database);
    }
    int without = 0;
    for (Map.Entry<SeedTree.Location, List<Path>> table : tree.tables().entrySet()) {
      SeedTree.Location location = table.getKey();
      try {
        TableSchema schema = schema(table.getValue());
        create(database, location, schema, tree);
        out.printf(
            Locale.ROOT,
            "table %s.%s: %d columns, %s%n",
            database,
            location.tableName(),
            schema.fields().size() + location.partitionKeys().size(),
            location.uri());
      } catch (UnknownSchemaException e) {
        without++;
        out.println("no table for " + location.uri() + ": " + e.getMessage());
      }
    }
    return without;
  }

  /** Uploads everything and makes no tables. */
  public void upload(Path root) throws IOException {
    upload(root, SeedTree.read(root));
  }

  private void upload(Path root, SeedTree tree) throws IOException {
    List<String> existing = s3.listBuckets().buckets().stream().map(b -> b.name()).toList();
    for (Map.Entry<String, List<SeedTree.SeedObject>> entry : tree.buckets().entrySet()) {
      String bucket = entry.getKey();
      if (!existing.contains(bucket)) {
        create(bucket, root.resolve(bucket));
      }
      for (SeedTree.SeedObject object : entry.getValue()) {
        s3.putObject(
            request -> request.bucket(bucket).key(object.key()),
            RequestBody.fromFile(object.file()));
      }
      int objects = entry.getValue().size();
      out.println("bucket " + bucket + ": " + objects + (objects == 1 ? " object" : " objects"));
    }
  }

  private void create(String bucket, Path directory) throws IOException {
    try {
      s3.createBucket(request -> request.bucket(bucket));
    } catch (IllegalArgumentException | S3Exception e) {
      throw new IOException(directory + " cannot become a bucket: " + e.getMessage(), e);
    }
  }

  private static TableSchema schema(List<Path> files) throws IOException, UnknownSchemaException {
    List<String> endings =
        files.stream().map(file -> ending(file.getFileName().toString())).distinct().toList();
    if (endings.size() > 1) {
      throw new UnknownSchemaException("it holds files of several kinds: " + endings);
    }
    return switch (endings.getFirst()) {
      case "csv" -> CsvSchema.of(files, ',');
      case "tsv" -> CsvSchema.of(files, '\t');
      case "json", "jsonl", "ndjson" -> JsonSchema.of(files);
      case "parquet" -> common(files, ParquetSchema::of);
      case "orc" -> common(files, OrcSchema::of);
      case "avro" -> common(files, AvroSchema::of);
      default ->
          throw new UnknownSchemaException(
              "columns of ." + endings.getFirst() + " files cannot be inferred");
    };
  }

  /** Reads the schema that stands in a file. */
  private interface SchemaInFile {
    TableSchema of(Path file) throws IOException, UnknownSchemaException;
  }

  /** What all files say; they must agree. */
  private static TableSchema common(List<Path> files, SchemaInFile reader)
      throws UnknownSchemaException {
    TableSchema first = null;
    for (Path file : files) {
      TableSchema schema;
      try {
        schema = reader.of(file);
      } catch (UnknownSchemaException | IOException | RuntimeException e) {
        throw new UnknownSchemaException(file.getFileName() + ": " + e.getMessage());
      }
      if (first != null && !first.fields().equals(schema.fields())) {
        throw new UnknownSchemaException(
            file.getFileName() + " has other columns than " + files.getFirst().getFileName());
      }
      first = first == null ? schema : first;
    }
    if (first == null || first.fields().isEmpty()) {
      throw new UnknownSchemaException("the files have no columns");
    }
    return first;
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private void ensureDatabase(String name) {
    try {
      glue.getDatabase(request -> request.name(name));
    } catch (EntityNotFoundException e) {
      glue.createDatabase(
          request -> request.databaseInput(DatabaseInput.builder().name(name).build()));
    }
  }

  private void create(
      String database, SeedTree.Location location, TableSchema schema, SeedTree tree) {
    StorageDescriptor storage =
        StorageDescriptor.builder()
            .columns(
                schema.fields().stream()
                    .filter(field -> !location.partitionKeys().contains(field.name()))
                    .map(field -> Column.builder().name(field.name()).type(field.type()).build())
                    .toList())
            .location(location.uri())
            .inputFormat(schema.format().input())
            .outputFormat(schema.format().output())
            .serdeInfo(serde(schema, location, tree))
            .build();
    TableInput table =
        TableInput.builder()
            .name(location.tableName())
            .tableType("EXTERNAL_TABLE")
            .parameters(parameters(schema))
            .partitionKeys(
                location.partitionKeys().stream()
                    .map(key -> Column.builder().name(key).type("string").build())
                    .toList())
            .storageDescriptor(storage)
            .build();
    if (exists(database, table.name())) {
      glue.deleteTable(request -> request.databaseName(database).name(table.name()));
    }
    glue.createTable(request -> request.databaseName(database).tableInput(table));
    addPartitions(database, table, location, tree);
  }

  private boolean exists(String database, String table) {
    try {
      glue.getTable(request -> request.databaseName(database).name(table));
      return true;
    } catch (EntityNotFoundException e) {
      return false;
    }
  }

  private static SerDeInfo serde(TableSchema schema, SeedTree.Location location, SeedTree tree) {
    Map<String, String> parameters =
        switch (schema.format()) {
          case DELIMITED -> {
            String separator = endsWithTsv(tree.tables().get(location)) ? "\t" : ",";
            yield Map.of("field.delim", separator, "serialization.format", separator);
          }
          case QUOTED_CSV ->
              Map.of(
                  "separatorChar",
                  endsWithTsv(tree.tables().get(location)) ? "\t" : ",",
                  "quoteChar",
                  "\"");
          case JSON_LINES, PARQUET, ORC -> Map.of();
          case AVRO -> schema.parameters();
        };
    return SerDeInfo.builder()
        .serializationLibrary(schema.format().serde())
        .parameters(parameters)
        .build();
  }

  private static boolean endsWithTsv(@Nullable List<Path> files) {
    return files != null && ending(files.getFirst().getFileName().toString()).equals("tsv");
  }

  private static Map<String, String> parameters(TableSchema schema) {
    Map<String, String> parameters = new TreeMap<>(schema.parameters());
    parameters.put("EXTERNAL", "TRUE");
    return parameters;
  }

  private void addPartitions(
      String database, TableInput table, SeedTree.Location location, SeedTree tree) {
    if (location.partitionKeys().isEmpty()) {
      return;
    }
    List<PartitionInput> partitions =
        tree.directoriesOf(location).stream()
            .map(directory -> partition(table.storageDescriptor(), location, directory))
            .toList();
    for (int from = 0; from < partitions.size(); from += PARTITIONS_A_CALL) {
      List<PartitionInput> some =
          partitions.subList(from, Math.min(partitions.size(), from + PARTITIONS_A_CALL));
      glue.batchCreatePartition(request ->
          request.databaseName(database).tableName(table.name()).partitionInputList(some));
    }
  }

  /**
   * @param directory such as {@code year=2026/day=1/}, below the table's
   */
  private static PartitionInput partition(
      StorageDescriptor ofTable, SeedTree.Location location, String directory) {
    List<String> values = new ArrayList<>();
    for (String segment : List.of(directory.split("/", -1))) {
      if (!segment.isEmpty()) {
        values.add(segment.substring(segment.indexOf('=') + 1));
      }
    }
    return PartitionInput.builder()
        .values(values)
        .storageDescriptor(ofTable.toBuilder().location(location.uri() + directory).build())
        .build();
  }
}
