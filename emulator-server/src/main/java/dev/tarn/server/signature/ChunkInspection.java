package dev.tarn.server.signature;

import dev.tarn.storage.S3Errors;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * Follows a body in chunks, each with its signature, and compares them:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html. Whether the form is right
 * in other ways is the business of whoever decodes it; what is not understood here fails.
 */
final class ChunkInspection implements VerifiedBody.Inspection {
  private static final int MAX_LINE = 16_384;
  private static final String CHUNK_SIGNATURE = "chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  /** What comes next. */
  private enum State {
    HEAD,
    DATA,
    END_OF_DATA,
    TRAILER,
    DONE
  }

  private final ChunkSigner signer;
  private final boolean signedTrailer;
  private final MessageDigest digest = Digests.sha256();
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder trailers = new StringBuilder();
  private State state = State.HEAD;
  private String signature = "";
  private String trailerSignature = "";
  private long left;

  ChunkInspection(ChunkSigner signer, boolean signedTrailer) {
    this.signer = signer;
    this.signedTrailer = signedTrailer;
  }

  @Override
  public void bytes(byte[] buffer, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && state != State.DONE) {
      if (state == State.DATA) {
        int count = (int) Math.min(left, end - at);
        digest.update(buffer, at, count);
        at += count;
        left -= count;
        if (left == 0) {
          compare();
          state = State.END_OF_DATA;
        }
      } else {
        character((char) (buffer[at] & 0xFF));
        at++;
      }
    }
  }

  private void character(char c) {
    if (c != '\n') {
      line.append(c);
      if (line.length() > MAX_LINE) {
        throw mismatch();
      }
      return;
    }
    int length = line.length();
    String complete =
        length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString();
    line.setLength(0);
    line(complete);
  }

  private void line(String text) {
    switch (state) {
      case HEAD -> head(text);
      case END_OF_DATA -> state = State.HEAD;
      case TRAILER -> trailer(text);
      case DATA, DONE -> throw new IllegalStateException(state.toString());
    }
  }

  private void head(String text) {
    int semicolon = text.indexOf(';');
    int mark = text.indexOf(CHUNK_SIGNATURE);
    if (semicolon < 0 || mark < semicolon) {
      throw mismatch();
    }
    signature = text.substring(mark + CHUNK_SIGNATURE.length()).strip();
    try {
      left = Long.parseLong(text.substring(0, semicolon).strip(), 16);
    } catch (NumberFormatException e) {
      throw mismatch();
    }
    if (left < 0) {
      throw mismatch();
    }
    state = State.DATA;
    if (left == 0) {
      compare();
      state = State.TRAILER;
    }
  }

  private void compare() {
    if (!Digests.equal(signer.next(Digests.hex(digest.digest())), signature)) {
      throw mismatch();
    }
  }

  private void trailer(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      finish();
      return;
    }
    String name = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    String value = text.substring(colon + 1).strip();
    if (name.equals(TRAILER_SIGNATURE)) {
      trailerSignature = value;
    } else {
      trailers.append(name).append(':').append(value).append('\n');
    }
  }

  /** Trailing headers of a body that has none to be signed would be anybody's. */
  private void finish() {
    if (state == State.DONE) {
      return;
    }
    state = State.DONE;
    if (!signedTrailer) {
      if (!trailers.isEmpty()) {
        throw mismatch();
      }
      return;
    }
    String expected = signer.trailer(Digests.sha256Hex(trailers.toString()));
    if (!Digests.equal(expected, trailerSignature)) {
      throw mismatch();
    }
  }

  @Override
  public void end() {
    if (state == State.TRAILER) {
      if (!line.isEmpty()) {
        character('\n');
      }
      finish();
    }
  }

  private static RuntimeException mismatch() {
    return S3Errors.of(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.",
        403);
  }
}
