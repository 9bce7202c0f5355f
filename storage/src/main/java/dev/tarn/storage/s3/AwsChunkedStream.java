package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Decodes the aws-chunked form of a body: chunks headed by their length in hex and perhaps a
 * signature, then trailing headers. See
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html.
 */
final class AwsChunkedStream extends InputStream {

  private static final int MAX_LINE_BYTES = 16_384;
  private static final int MAX_TRAILERS = 32;

  private final InputStream source;
  private final Map<String, String> trailers = new HashMap<>();
  private long left;
  private boolean first = true;
  private boolean ended;

  AwsChunkedStream(InputStream source) {
    this.source = source;
  }

  /** The trailing headers by lower-case name; complete once the stream has ended. */
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = source.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw incomplete();
    }
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    if (!first && !line().isEmpty()) {
      throw malformed();
    }
    first = false;
    String head = line();
    int semicolon = head.indexOf(';');
    String length = (semicolon < 0 ? head : head.substring(0, semicolon)).trim();
    try {
      left = Long.parseLong(length, 16);
    } catch (NumberFormatException notHex) {
      throw malformed();
    }
    if (left < 0) {
      throw malformed();
    }
    if (left == 0) {
      ended = true;
      readTrailers();
    }
  }

  /** Clients differ in whether an empty line ends the trailers, so the end of the body does too. */
  private void readTrailers() throws IOException {
    for (int i = 0; i < MAX_TRAILERS; i++) {
      String line = line();
      int colon = line.indexOf(':');
      if (colon < 0) {
        if (line.isEmpty()) {
          return;
        }
        throw malformed();
      }
      trailers.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
    throw malformed();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < MAX_LINE_BYTES) {
      int b = source.read();
      if (b < 0) {
        if (ended) {
          return line.toString();
        }
        throw incomplete();
      }
      if (b == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      line.append((char) b);
    }
    throw malformed();
  }

  private static RuntimeException malformed() {
    return S3Errors.invalidRequest("The aws-chunked body is malformed");
  }

  static RuntimeException incomplete() {
    return S3Errors.of(
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
        400);
  }
}
