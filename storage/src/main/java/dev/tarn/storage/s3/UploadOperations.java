package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.MultipartUpload;
import dev.tarn.storage.MultipartUploads;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.OpenObject;
import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CreateMultipartUpload, UploadPart, UploadPartCopy and AbortMultipartUpload. */
final class UploadOperations {

  private static final int MAX_PARTS = 10_000;

  private final LocalObjectStore store;
  private final NewObjects newObjects;
  private final AbortedUploads aborted = new AbortedUploads();
  private final MultipartUploads uploads;

  UploadOperations(LocalObjectStore store, NewObjects newObjects) {
    this.store = store;
    this.newObjects = newObjects;
    this.uploads = store.uploads();
  }

  void create(S3Exchange exchange) throws IOException {
    ObjectAttributes attributes = newObjects.attributes(exchange);
    Optional<ChecksumAlgorithm> algorithm =
        exchange
            .header("x-amz-checksum-algorithm")
            .map(name ->
                ChecksumAlgorithm.named(name)
                    .orElseThrow(() ->
                        S3Errors.invalidRequest(
                            "Checksum algorithm provided is unsupported. Please try again"
                                + " with any of the valid types: [CRC32, CRC32C,"
                                + " CRC64NVME, SHA1, SHA256]")));
    String type = checksumType(exchange, algorithm);
    MultipartUpload upload =
        uploads.create(
            exchange.objectKey(), attributes, algorithm.map(Enum::name).orElse(null), type);
    algorithm.ifPresent(named -> exchange.answerHeader("x-amz-checksum-algorithm", named.name()));
    if (type != null) {
      exchange.answerHeader("x-amz-checksum-type", type);
    }
    ObjectHeaders.writeEncryption(exchange, attributes);
    exchange.answerXml(
        200,
        XmlWriter.document("InitiateMultipartUploadResult")
            .element("Bucket", exchange.bucket())
            .element("Key", exchange.key())
            .element("UploadId", upload.uploadId())
            .close("InitiateMultipartUploadResult"));
  }

  /**
   * Which types go with which algorithm:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html.
   */
  private static @Nullable String checksumType(
      S3Exchange exchange, Optional<ChecksumAlgorithm> algorithm) {
    Optional<String> asked =
        exchange.header("x-amz-checksum-type").map(text -> text.toUpperCase(Locale.ROOT));
    if (algorithm.isEmpty()) {
      if (asked.isPresent()) {
        throw S3Errors.invalidRequest(
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                + " header.");
      }
      return null;
    }
    String type =
        asked.orElse(algorithm.get() == ChecksumAlgorithm.CRC64NVME ? "FULL_OBJECT" : "COMPOSITE");
    boolean fits =
        switch (type) {
          case "FULL_OBJECT" -> algorithm.get().isCombinable();
          case "COMPOSITE" -> algorithm.get() != ChecksumAlgorithm.CRC64NVME;
          default ->
              throw S3Errors.invalidRequest("Value for x-amz-checksum-type header is invalid.");
        };
    if (!fits) {
      throw S3Errors.invalidRequest(
          "The "
              + type
              + " checksum type cannot be used with the "
              + algorithm.get().name().toLowerCase(Locale.ROOT)
              + " checksum algorithm.");
    }
    return type;
  }

  void uploadPart(S3Exchange exchange) throws IOException {
    int number = partNumber(exchange);
    MultipartUpload upload = upload(exchange);
    Optional<ChecksumAlgorithm> expected =
        Optional.ofNullable(upload.checksumAlgorithm()).map(ChecksumAlgorithm::valueOf);
    RequestBody body = new RequestBody(exchange);
    try (MultipartUploads.PartWriter writer = uploads.writePart(upload)) {
      RequestBody.Received received = body.receive(writer, RequestBody.MAX_OBJECT_BYTES, expected);
      ChecksumAlgorithm algorithm = received.algorithm();
      if (expected.isPresent() && algorithm != expected.get()) {
        throw S3Errors.invalidRequest(
            "Checksum Type mismatch occurred, expected checksum Type: "
                + lower(expected.get())
                + ", actual checksum Type: "
                + (algorithm == null ? "null" : lower(algorithm)));
      }
      writer.commit(
          number,
          received.eTag(),
          algorithm == null ? null : algorithm.name(),
          received.checksumHex());
      exchange.answerHeader("ETag", ObjectHeaders.quoted(received.eTag()));
      if (algorithm != null) {
        exchange.answerHeader(algorithm.header(), received.checksumText().orElseThrow());
      }
      ObjectHeaders.writeEncryption(exchange, upload.attributes());
      exchange.answerEmpty(200);
    }
  }

  void copyPart(S3Exchange exchange) throws IOException {
    int number = partNumber(exchange);
    MultipartUpload upload = upload(exchange);
    try (OpenObject source = CopySource.parse(exchange).open(exchange, store);
        MultipartUploads.PartWriter writer = uploads.writePart(upload)) {
      CopySource.check(exchange, source.object());
      ByteRange range = sourceRange(exchange, source.object().head().size());
      ChecksumAlgorithm algorithm =
          upload.checksumAlgorithm() == null
              ? null
              : ChecksumAlgorithm.valueOf(upload.checksumAlgorithm());
      MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
      ChecksumAlgorithm.Running running = algorithm == null ? null : algorithm.start();
      pass(source.channel(), range, md5, running, writer);
      String eTag = HexFormat.of().formatHex(md5.digest());
      byte[] checksum = running == null ? null : running.value();
      writer.commit(
          number,
          eTag,
          algorithm == null ? null : algorithm.name(),
          checksum == null ? null : HexFormat.of().formatHex(checksum));
      XmlWriter xml =
          XmlWriter.document("CopyPartResult")
              .element("LastModified", Instant.now())
              .element("ETag", ObjectHeaders.quoted(eTag));
      if (algorithm != null && checksum != null) {
        xml.element(algorithm.element(), Base64.getEncoder().encodeToString(checksum));
      }
      ObjectHeaders.writeEncryption(exchange, upload.attributes());
      exchange.answerXml(200, xml.close("CopyPartResult"));
    }
  }

  void abort(S3Exchange exchange) throws IOException {
    String uploadId = exchange.query().text("uploadId");
    if (!aborted.contains(exchange.objectKey(), uploadId)) {
      uploads.abort(upload(exchange));
      aborted.add(exchange.objectKey(), uploadId);
    }
    exchange.answerEmpty(204);
  }

  private MultipartUpload upload(S3Exchange exchange) throws IOException {
    return uploads.get(exchange.objectKey(), exchange.query().text("uploadId"));
  }

  private static int partNumber(S3Exchange exchange) {
    String text = exchange.query().text("partNumber");
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      number = 0;
    }
    if (number < 1 || number > MAX_PARTS) {
      throw new DetailedError(
          S3Errors.invalidArgument("Part number must be an integer between 1 and 10000, inclusive"),
          Map.of("ArgumentName", "partNumber", "ArgumentValue", text));
    }
    return number;
  }

  private static ByteRange sourceRange(S3Exchange exchange, long size) {
    Optional<String> header = exchange.header("x-amz-copy-source-range");
    if (header.isEmpty()) {
      return new ByteRange(0, size - 1);
    }
    String text = header.get();
    int dash = text.indexOf('-');
    if (!text.startsWith("bytes=") || dash < 0) {
      throw invalidRangeForm();
    }
    long first;
    long last;
    try {
      first = Long.parseLong(text.substring("bytes=".length(), dash));
      last = Long.parseLong(text.substring(dash + 1));
    } catch (NumberFormatException notNumbers) {
      throw invalidRangeForm();
    }
    if (first < 0 || last < first) {
      throw invalidRangeForm();
    }
    if (last >= size) {
      throw S3Errors.invalidArgument(
          "Range specified is not valid for source object of size: " + size);
    }
    return new ByteRange(first, last);
  }

  private static RuntimeException invalidRangeForm() {
    return S3Errors.invalidArgument(
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy");
  }

  private static void pass(
      FileChannel source,
      ByteRange range,
      MessageDigest md5,
      ChecksumAlgorithm.@Nullable Running running,
      OutputStream target)
      throws IOException {
    try (Buffers.Lease lease = Buffers.heap()) {
      ByteBuffer buffer = ByteBuffer.wrap(lease.bytes());
      for (long done = 0; done < range.length(); ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), range.length() - done));
        int read = source.read(buffer, range.first() + done);
        if (read < 0) {
          throw new IOException("The source of a copy was cut while it was read");
        }
        md5.update(buffer.array(), 0, read);
        if (running != null) {
          running.update(buffer.array(), 0, read);
        }
        target.write(buffer.array(), 0, read);
        done += read;
      }
    }
  }

  private static String lower(ChecksumAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }
}
