package dev.tarn.server.signature;

import dev.tarn.http.ForwardingRequest;
import dev.tarn.http.IncomingRequest;
import dev.tarn.server.signature.Refusal.Reason;
import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request to S3 whose body is compared with what the signature says of it while it is read. The
 * read that finds a difference fails with S3's error, so that what was read is never kept.
 */
final class VerifiedBody extends ForwardingRequest {
  private static final int SHA256_HEX = 64;

  /** Looks at the bytes that go by. */
  interface Inspection {
    void bytes(byte[] buffer, int offset, int length);

    void end();
  }

  private final Inspection inspection;
  private @Nullable InspectedInput input;

  private VerifiedBody(IncomingRequest request, Inspection inspection) {
    super(request);
    this.inspection = inspection;
  }

  /**
   * The request to go on with.
   *
   * @param payload what the signature covers as the body's hash
   */
  static IncomingRequest of(IncomingRequest request, String payload, ChunkSigner signer) {
    return switch (payload) {
      case "UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> request;
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" ->
          new VerifiedBody(request, new ChunkInspection(signer, false));
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
          new VerifiedBody(request, new ChunkInspection(signer, true));
      default -> {
        String expected = payload.toLowerCase(Locale.ROOT);
        boolean hash =
            payload.length() == SHA256_HEX && payload.chars().allMatch(Character::isLetterOrDigit);
        if (!hash) {
          throw new Refusal(
              Reason.UNSUPPORTED,
              "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.");
        }
        yield new VerifiedBody(request, new WholeInspection(expected));
      }
    };
  }

  @Override
  public InputStream body() throws IOException {
    InspectedInput opened = input;
    if (opened == null) {
      opened = new InspectedInput(super.body(), inspection);
      input = opened;
    }
    return opened;
  }

  /** One hash over everything. */
  private static final class WholeInspection implements Inspection {
    private final MessageDigest digest = Digests.sha256();
    private final String expected;
    private boolean ended;

    WholeInspection(String expected) {
      this.expected = expected;
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      digest.update(buffer, offset, length);
    }

    @Override
    public void end() {
      if (ended) {
        return;
      }
      ended = true;
      if (!Digests.equal(expected, Digests.hex(digest.digest()))) {
        throw S3Errors.of(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            400);
      }
    }
  }

  private static final class InspectedInput extends InputStream {
    private final InputStream source;
    private final Inspection inspection;

    InspectedInput(InputStream source, Inspection inspection) {
      this.source = source;
      this.inspection = inspection;
    }

    @Override
    public int read() throws IOException {
      int value = source.read();
      if (value < 0) {
        inspection.end();
      } else {
        inspection.bytes(new byte[] {(byte) value}, 0, 1);
      }
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = source.read(buffer, offset, length);
      if (read < 0) {
        inspection.end();
      } else {
        inspection.bytes(buffer, offset, read);
      }
      return read;
    }
  }
}
