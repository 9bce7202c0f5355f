package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: takes off the aws-chunked form, computes MD5 and the checksum that the
 * request names while the bytes go by, and compares with what the request promised.
 */
final class RequestBody {

  /** What S3 takes in one request. */
  static final long MAX_OBJECT_BYTES = 5L << 30;

  private static final int MAX_DOCUMENT_BYTES = 4 << 20;
  private static final int MD5_BYTES = 16;

  /** From here on a second thread is worth its start. */
  private static final long MIN_PIPELINED_BYTES = 1 << 20;

  private final S3Exchange exchange;
  private final InputStream stream;
  private final @Nullable AwsChunkedStream chunked;
  private final long length;

  RequestBody(S3Exchange exchange) throws IOException {
    this.exchange = exchange;
    InputStream raw = exchange.request().body();
    boolean decode =
        exchange.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-")
            || (exchange.header("Content-Encoding").orElse("").contains("aws-chunked")
                && exchange.header("x-amz-decoded-content-length").isPresent());
    this.chunked = decode ? new AwsChunkedStream(raw) : null;
    this.stream = chunked != null ? chunked : raw;
    this.length = decode ? decodedLength(exchange) : exchange.request().contentLength();
  }

  /**
   * What came in.
   *
   * @param eTag the hex MD5
   * @param checksumHex of the algorithm the request or the caller named
   */
  record Received(
      long size, String eTag, @Nullable ChecksumAlgorithm algorithm, @Nullable String checksumHex) {

    /** The checksum as headers and XML have it. */
    Optional<String> checksumText() {
      return Optional.ofNullable(checksumHex)
          .map(hex -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
    }
  }

  /** The same, but fails with MissingRequestBodyError when there is none. */
  byte[] requiredDocument() throws IOException {
    byte[] document = document();
    if (document.length == 0) {
      throw S3Errors.of("MissingRequestBodyError", "Request Body is empty", 400);
    }
    return document;
  }

  /** Reads a document whose request has checksum headers that are not about the document. */
  byte[] uncheckedDocument() throws IOException {
    byte[] document;
    try {
      document = stream.readNBytes(MAX_DOCUMENT_BYTES + 1);
    } catch (EOFException clientLeft) {
      throw AwsChunkedStream.incomplete();
    }
    if (document.length > MAX_DOCUMENT_BYTES) {
      throw tooLarge();
    }
    return document;
  }

  /** Reads an XML (or other small) document. */
  byte[] document() throws IOException {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    receive(document, MAX_DOCUMENT_BYTES, Optional.empty());
    return document.toByteArray();
  }

  /**
   * Passes all of the body on and fails with BadDigest, InvalidDigest, IncompleteBody or
   * EntityTooLarge when it is not what the request says.
   *
   * @param otherwise the algorithm to compute when the request names none
   */
  Received receive(OutputStream target, long maxBytes, Optional<ChecksumAlgorithm> otherwise)
      throws IOException {
    if (length > maxBytes) {
      throw tooLarge();
    }
    Optional<byte[]> expectedMd5 = expectedMd5();
    Optional<ChecksumAlgorithm> named = namedAlgorithm();
    ChecksumAlgorithm algorithm = named.or(() -> otherwise).orElse(null);
    ChecksumAlgorithm.Running running = algorithm == null ? null : algorithm.start();
    MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
    BackgroundDigest.Digests digests =
        (buffer, offset, count) -> {
          md5.update(buffer, offset, count);
          if (running != null) {
            running.update(buffer, offset, count);
          }
        };
    long size = pass(target, digests, maxBytes);
    if (length >= 0 && size != length) {
      throw AwsChunkedStream.incomplete();
    }
    byte[] digest = md5.digest();
    if (expectedMd5.isPresent() && !MessageDigest.isEqual(expectedMd5.get(), digest)) {
      throw badDigest("Content-MD5");
    }
    byte[] checksum = running == null ? null : running.value();
    if (named.isPresent() && checksum != null) {
      compare(named.get(), checksum);
    }
    HexFormat hex = HexFormat.of();
    return new Received(
        size, hex.formatHex(digest), algorithm, checksum == null ? null : hex.formatHex(checksum));
  }

  private long pass(OutputStream target, BackgroundDigest.Digests digests, long maxBytes)
      throws IOException {
    if (length >= 0 && length < MIN_PIPELINED_BYTES) {
      try (Buffers.Lease lease = Buffers.heap()) {
        byte[] buffer = lease.bytes();
        long size = 0;
        for (int read; (read = fill(buffer)) > 0; ) {
          size = add(size, read, maxBytes);
          digests.update(buffer, 0, read);
          target.write(buffer, 0, read);
        }
        return size;
      }
    }
    try (BackgroundDigest background = new BackgroundDigest(digests)) {
      long size = 0;
      while (true) {
        Buffers.Lease lease = background.take();
        int read = fill(lease.bytes());
        if (read == 0) {
          background.finish();
          return size;
        }
        size = add(size, read, maxBytes);
        background.give(lease, read);
        target.write(lease.bytes(), 0, read);
      }
    }
  }

  private static long add(long size, int read, long maxBytes) {
    if (size + read > maxBytes) {
      throw tooLarge();
    }
    return size + read;
  }

  private int fill(byte[] buffer) throws IOException {
    try {
      return stream.readNBytes(buffer, 0, buffer.length);
    } catch (EOFException clientLeft) {
      throw AwsChunkedStream.incomplete();
    }
  }

  private static long decodedLength(S3Exchange exchange) {
    Optional<String> decoded = exchange.header("x-amz-decoded-content-length");
    if (decoded.isEmpty()) {
      return -1;
    }
    try {
      return Long.parseLong(decoded.get());
    } catch (NumberFormatException notANumber) {
      throw S3Errors.invalidArgument("x-amz-decoded-content-length is not a number");
    }
  }

  private Optional<byte[]> expectedMd5() {
    Optional<String> header = exchange.header("Content-MD5");
    if (header.isEmpty()) {
      return Optional.empty();
    }
    byte[] md5;
    try {
      md5 = Base64.getDecoder().decode(header.get());
    } catch (IllegalArgumentException notBase64) {
      throw invalidDigest();
    }
    if (md5.length != MD5_BYTES) {
      throw invalidDigest();
    }
    return Optional.of(md5);
  }

  /** The algorithm whose value is in a header or will be in a trailer. */
  private Optional<ChecksumAlgorithm> namedAlgorithm() {
    ChecksumAlgorithm named = null;
    String trailer = exchange.header("x-amz-trailer").orElse("").trim();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (exchange.header(algorithm.header()).isPresent()
          || trailer.equalsIgnoreCase(algorithm.header())) {
        if (named != null) {
          throw S3Errors.invalidRequest(
              "Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                  + " allowed.");
        }
        named = algorithm;
      }
    }
    if (named == null && exchange.header("x-amz-sdk-checksum-algorithm").isPresent()) {
      throw S3Errors.invalidRequest(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    return Optional.ofNullable(named);
  }

  private void compare(ChecksumAlgorithm algorithm, byte[] actual) {
    String value =
        exchange
            .header(algorithm.header())
            .orElseGet(() -> chunked == null ? null : chunked.trailers().get(algorithm.header()));
    byte[] expected = null;
    try {
      expected = value == null ? null : Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException notBase64) {
      throw invalidValue(algorithm);
    }
    if (expected == null || expected.length != algorithm.bytes()) {
      throw invalidValue(algorithm);
    }
    if (!MessageDigest.isEqual(expected, actual)) {
      throw S3Errors.of(
          "BadDigest",
          "The " + algorithm + " you specified did not match the calculated checksum.",
          400);
    }
  }

  private static RuntimeException invalidValue(ChecksumAlgorithm algorithm) {
    return S3Errors.invalidRequest("Value for " + algorithm.header() + " header is invalid.");
  }

  private static RuntimeException invalidDigest() {
    return S3Errors.of("InvalidDigest", "The Content-MD5 you specified was invalid.", 400);
  }

  private static RuntimeException badDigest(String what) {
    return S3Errors.of(
        "BadDigest", "The " + what + " you specified did not match what we received.", 400);
  }

  private static RuntimeException tooLarge() {
    return S3Errors.of(
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", 400);
  }
}
