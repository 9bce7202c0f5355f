package dev.tarn.account.kms;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A ciphertext of ours: which key and which version of its material, an initialization vector, and
 * the text under AES-256-GCM. The head and the encryption context are authenticated with it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ciphertext(String keyId, int version, byte[] vector, byte[] sealed) {
  private static final byte FORMAT = 1;
  private static final int VECTOR_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  static byte[] encrypt(
      String keyId, int version, byte[] secret, byte[] plaintext, Map<String, String> context) {
    byte[] vector = new byte[VECTOR_BYTES];
    RANDOM.nextBytes(vector);
    byte[] head = head(keyId, version);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, secret, vector, head, context).doFinal(plaintext);
      return ByteBuffer.allocate(head.length + VECTOR_BYTES + sealed.length)
          .put(head)
          .put(vector)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to encrypt", e);
    }
  }

  /** Reads a blob; whether it is genuine shows when it is decrypted. */
  static Ciphertext parse(byte[] blob) {
    try {
      ByteBuffer in = ByteBuffer.wrap(blob);
      if (in.get() != FORMAT) {
        throw KmsErrors.invalidCiphertext();
      }
      String keyId = new UUID(in.getLong(), in.getLong()).toString();
      int version = in.getInt();
      byte[] vector = new byte[VECTOR_BYTES];
      in.get(vector);
      byte[] sealed = new byte[in.remaining()];
      in.get(sealed);
      return new Ciphertext(keyId, version, vector, sealed);
    } catch (BufferUnderflowException e) {
      throw KmsErrors.invalidCiphertext();
    }
  }

  byte[] decrypt(byte[] secret, Map<String, String> context) {
    try {
      return cipher(Cipher.DECRYPT_MODE, secret, vector, head(keyId, version), context)
          .doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw KmsErrors.invalidCiphertext();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to decrypt", e);
    }
  }

  private static Cipher cipher(
      int mode, byte[] secret, byte[] vector, byte[] head, Map<String, String> context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, vector));
    cipher.updateAAD(head);
    cipher.updateAAD(canonical(context));
    return cipher;
  }

  private static byte[] head(String keyId, int version) {
    UUID id = UUID.fromString(keyId);
    return ByteBuffer.allocate(1 + 2 * Long.BYTES + Integer.BYTES)
        .put(FORMAT)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putInt(version)
        .array();
  }

  /** The same bytes for the same pairs, whatever their order; other bytes for any others. */
  private static byte[] canonical(Map<String, String> context) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Map.Entry<String, String> pair : new TreeMap<>(context).entrySet()) {
        for (String text : new String[] {pair.getKey(), pair.getValue()}) {
          byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
          out.writeInt(encoded.length);
          out.write(encoded);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
