package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import dev.tarn.storage.ObjectWriter;
import dev.tarn.storage.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableProperties;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Metadata files as objects, named as Iceberg names them: {@code 00000-<uuid>.metadata.json}. */
final class MetadataFiles {
  private final ObjectStore objects;
  private final IdGenerator ids;

  MetadataFiles(ObjectStore objects, IdGenerator ids) {
    this.objects = objects;
    this.ids = ids;
  }

  String newUuid() {
    return ids.newUuid();
  }

  TableMetadata read(String location) {
    try (InputStream in = open(location)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return TableMetadataParser.fromJson(location, json);
    } catch (NoSuchBucketException | NoSuchKeyException e) {
      throw CatalogErrors.invalidInput("Iceberg metadata file not found: " + location);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open(String location) throws IOException {
    InputStream in = Channels.newInputStream(objects.read(key(location)));
    return isCompressed(location) ? new GZIPInputStream(in) : in;
  }

  private static boolean isCompressed(String location) {
    return TableMetadataParser.Codec.fromFileName(location) == TableMetadataParser.Codec.GZIP;
  }

  /** Writes the metadata to a new file and returns its location. */
  String write(TableMetadata metadata, int fileNumber) {
    Map<String, String> properties = metadata.properties();
    String folder =
        properties.getOrDefault(
            TableProperties.WRITE_METADATA_LOCATION, metadata.location() + "/metadata");
    String extension =
        TableMetadataParser.getFileExtension(
            properties.getOrDefault(
                TableProperties.METADATA_COMPRESSION,
                TableProperties.METADATA_COMPRESSION_DEFAULT));
    String location = "%s/%05d-%s%s".formatted(folder, fileNumber, newUuid(), extension);
    ObjectKey key = key(location);
    if (!objects.bucketExists(key.bucket())) {
      throw CatalogErrors.invalidInput(
          "The specified bucket does not exist (Bucket: " + key.bucket() + ")");
    }
    byte[] json = TableMetadataParser.toJson(metadata).getBytes(StandardCharsets.UTF_8);
    try (ObjectWriter object =
        objects.write(key, WriteOptions.contentType("application/json").ifAbsent())) {
      if (isCompressed(location)) {
        GZIPOutputStream zip = new GZIPOutputStream(object);
        zip.write(json);
        zip.finish();
      } else {
        ((OutputStream) object).write(json);
      }
      object.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return location;
  }

  /** The number that the file after this one gets. */
  static int numberAfter(String location) {
    String name = location.substring(location.lastIndexOf('/') + 1);
    int dash = name.indexOf('-');
    try {
      return dash < 0 ? 1 : Integer.parseInt(name.substring(0, dash)) + 1;
    } catch (NumberFormatException e) {
      // Another program's naming; the number only orders files for human eyes.
      return 1;
    }
  }

  void delete(String location) {
    try {
      objects.delete(key(location));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectKey key(String location) {
    try {
      return ObjectKey.parse(location);
    } catch (IllegalArgumentException e) {
      throw CatalogErrors.invalidInput(String.valueOf(e.getMessage()));
    }
  }
}
