package dev.tarn.query.ddl;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads the metadata file that a table's {@code metadata_location} names. */
final class IcebergReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore objects;

  IcebergReader(ObjectStore objects) {
    this.objects = objects;
  }

  IcebergMetadata read(Table table) throws StatementFailure, IOException {
    String location = table.parameters().getOrDefault("metadata_location", "");
    int bucket = location.indexOf("://") + 3;
    int slash = location.indexOf('/', bucket);
    if (bucket < 3 || slash < 0) {
      throw missing(table);
    }
    ObjectKey key = new ObjectKey(location.substring(bucket, slash), location.substring(slash + 1));
    try (InputStream file = Channels.newInputStream(objects.read(key));
        InputStream plain = key.key().contains(".gz.") ? new GZIPInputStream(file) : file) {
      return IcebergMetadata.of(JSON.readTree(plain));
    } catch (S3Exception _) {
      throw missing(table);
    }
  }

  private static StatementFailure missing(Table table) {
    String message =
        "ICEBERG_MISSING_METADATA: Metadata not found in metadata location for table "
            + table.databaseName()
            + "."
            + table.name();
    return Failures.user(message, 1004, message);
  }
}
