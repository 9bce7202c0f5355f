package dev.tarn.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A NextToken: a text bound to the listing that it continues, so that the token of another listing,
 * or a changed one, is recognised as malformed.
 */
public final class OpaqueToken {
  private static final int DIGEST_BYTES = 32;

  private OpaqueToken() {}

  /**
   * Makes a token.
   *
   * @param listing what is being listed, such as an operation and its arguments
   */
  public static String encode(String listing, String position) {
    byte[] text = position.getBytes(UTF_8);
    byte[] token = Arrays.copyOf(digest(listing, position), DIGEST_BYTES + text.length);
    System.arraycopy(text, 0, token, DIGEST_BYTES, text.length);
    return Base64.getEncoder().encodeToString(token);
  }

  /** The position in the token; empty when it is not a token of that listing. */
  public static Optional<String> decode(String listing, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (bytes.length < DIGEST_BYTES) {
      return Optional.empty();
    }
    String position = new String(bytes, DIGEST_BYTES, bytes.length - DIGEST_BYTES, UTF_8);
    boolean genuine =
        Arrays.equals(bytes, 0, DIGEST_BYTES, digest(listing, position), 0, DIGEST_BYTES);
    return genuine ? Optional.of(position) : Optional.empty();
  }

  private static byte[] digest(String listing, String position) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(listing.getBytes(UTF_8));
      digest.update((byte) 0);
      return digest.digest(position.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
