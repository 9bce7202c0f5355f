package dev.tarn.storage;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an upload. Everything about it is in the name of its file, so that one rename publishes
 * all of it: number, hex MD5, checksum algorithm and hex checksum ("-" for none).
 *
 * @param eTag the hex MD5 of its bytes
 * @param checksumHex of {@code checksumAlgorithm}; null when none was given
 */
public record UploadedPart(
    int number,
    long size,
    Instant lastModified,
    String eTag,
    @Nullable String checksumAlgorithm,
    @Nullable String checksumHex,
    Path file) {

  static String fileName(
      int number, String eTag, @Nullable String algorithm, @Nullable String checksumHex) {
    return "part.%05d.%s.%s.%s"
        .formatted(
            number,
            eTag,
            algorithm == null ? "-" : algorithm,
            checksumHex == null ? "-" : checksumHex);
  }

  /** Empty when the file is not a part. */
  static Optional<UploadedPart> of(Path file, BasicFileAttributes attributes) {
    String[] fields = file.getFileName().toString().split("\\.", -1);
    if (fields.length != 5 || !fields[0].equals("part")) {
      return Optional.empty();
    }
    boolean none = fields[3].equals("-");
    return Optional.of(
        new UploadedPart(
            Integer.parseInt(fields[1]),
            attributes.size(),
            attributes.lastModifiedTime().toInstant(),
            fields[2],
            none ? null : fields[3],
            none ? null : fields[4],
            file));
  }
}
