package dev.tarn.storage.s3;

import dev.tarn.http.ResponseBody;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.OpenObject;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/** GetObject and HeadObject. */
final class ReadOperations {

  private final Versions versions;

  ReadOperations(Versions versions) {
    this.versions = versions;
  }

  /** What of the object is answered, and how. */
  private record Selection(ByteRange range, boolean partial) {}

  void get(S3Exchange exchange) throws IOException {
    try (OpenObject opened = versions.open(exchange)) {
      StoredObject object = opened.object();
      if (!answerHead(exchange, object)) {
        return;
      }
      Selection selection = select(exchange, object);
      announce(exchange, object, selection);
      send(
          opened.channel(),
          selection.range().first(),
          selection.range().length(),
          exchange.response().body());
    }
  }

  void head(S3Exchange exchange) throws IOException {
    StoredObject object = versions.get(exchange);
    if (answerHead(exchange, object)) {
      announce(exchange, object, select(exchange, object));
    }
  }

  /** False when the answer is complete: the client has the object already. */
  static boolean answerHead(S3Exchange exchange, StoredObject object) {
    if (Conditions.of(exchange).proceed(object.head())) {
      return true;
    }
    exchange.answerHeader("ETag", ObjectHeaders.quoted(object.head().eTag()));
    exchange.answerHeader("Last-Modified", ObjectHeaders.httpDate(object.head().lastModified()));
    exchange.answerEmpty(304);
    return false;
  }

  private static Selection select(S3Exchange exchange, StoredObject object) {
    long size = object.head().size();
    Optional<String> range = exchange.header("Range");
    Optional<String> part = exchange.query().get("partNumber");
    if (part.isPresent()) {
      if (range.isPresent()) {
        throw S3Errors.invalidRequest(
            "Cannot specify both Range header and partNumber query parameter");
      }
      return new Selection(partRange(exchange, object), true);
    }
    Optional<ByteRange> selected = range.flatMap(header -> ByteRange.parse(header, size));
    return selected
        .map(bytes -> new Selection(bytes, true))
        .orElseGet(() -> new Selection(new ByteRange(0, size - 1), false));
  }

  private static ByteRange partRange(S3Exchange exchange, StoredObject object) {
    int number = exchange.query().number("partNumber", 0);
    if (number < 1 || number > 10_000) {
      throw S3Errors.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive");
    }
    List<ObjectAttributes.Part> parts = object.attributes().parts();
    if (parts.isEmpty() && number == 1) {
      return new ByteRange(0, object.head().size() - 1);
    }
    if (number > parts.size()) {
      throw S3Errors.of("InvalidPartNumber", "The requested partnumber is not satisfiable", 416);
    }
    exchange.answerHeader("x-amz-mp-parts-count", String.valueOf(parts.size()));
    if (isChecksumAsked(exchange)) {
      ObjectHeaders.writeChecksum(exchange, object.attributes(), parts.get(number - 1));
    }
    long first = parts.subList(0, number - 1).stream().mapToLong(ObjectAttributes.Part::size).sum();
    return new ByteRange(first, first + parts.get(number - 1).size() - 1);
  }

  private static void announce(S3Exchange exchange, StoredObject object, Selection selection) {
    ObjectHeaders.write(exchange, object);
    if (selection.partial()) {
      if (selection.range().length() > 0) {
        exchange.answerHeader(
            "Content-Range", selection.range().contentRange(object.head().size()));
      }
    } else if (isChecksumAsked(exchange)) {
      ObjectHeaders.writeChecksum(exchange, object.attributes());
    }
    exchange.response().status(selection.partial() ? 206 : 200);
    exchange.response().contentLength(selection.range().length());
  }

  private static boolean isChecksumAsked(S3Exchange exchange) {
    return exchange.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
  }

  private static void send(FileChannel channel, long position, long length, ResponseBody output)
      throws IOException {
    try (Buffers.DirectLease lease = Buffers.direct()) {
      ByteBuffer buffer = lease.buffer();
      long done = 0;
      while (done < length) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
        int read = channel.read(buffer, position + done);
        if (read < 0) {
          throw new EOFException("The object's file was cut while it was read");
        }
        output.write(buffer.flip());
        done += read;
      }
    }
  }
}
