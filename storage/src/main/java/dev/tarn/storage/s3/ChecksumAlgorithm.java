package dev.tarn.storage.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksums S3 keeps with objects:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html.
 */
enum ChecksumAlgorithm {
  CRC32(4, 0xedb88320L),
  CRC32C(4, 0x82f63b78L),
  CRC64NVME(8, Crc64Nvme.POLYNOMIAL),
  SHA1(20, 0),
  SHA256(32, 0);

  private final int bytes;
  private final long polynomial;

  ChecksumAlgorithm(int bytes, long polynomial) {
    this.bytes = bytes;
    this.polynomial = polynomial;
  }

  static Optional<ChecksumAlgorithm> named(String name) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.name().equalsIgnoreCase(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** {@code x-amz-checksum-crc32} ... */
  String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** {@code ChecksumCRC32} ... */
  String element() {
    return "Checksum" + name();
  }

  int bytes() {
    return bytes;
  }

  /** Whether a checksum of the whole can be computed from those of its parts. */
  boolean isCombinable() {
    return polynomial != 0;
  }

  Running start() {
    return switch (this) {
      case CRC32 -> new RunningCrc(new CRC32(), bytes);
      case CRC32C -> new RunningCrc(new CRC32C(), bytes);
      case CRC64NVME -> new RunningCrc(new Crc64Nvme(), bytes);
      case SHA1 -> new RunningDigest(digest("SHA-1"));
      case SHA256 -> new RunningDigest(digest("SHA-256"));
    };
  }

  /** The checksum of two pieces in a row from the checksums of the pieces. */
  byte[] combine(byte[] first, byte[] second, long secondLength) {
    long combined =
        CrcCombination.combine(toLong(first), toLong(second), secondLength, polynomial, bytes * 8);
    return toBytes(combined, bytes);
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long toLong(byte[] bytes) {
    long value = 0;
    for (byte b : bytes) {
      value = value << 8 | (b & 0xff);
    }
    return value;
  }

  private static byte[] toBytes(long value, int bytes) {
    byte[] all = ByteBuffer.allocate(8).putLong(value).array();
    byte[] result = new byte[bytes];
    System.arraycopy(all, 8 - bytes, result, 0, bytes);
    return result;
  }

  /** A checksum being computed. */
  interface Running {
    void update(byte[] buffer, int offset, int length);

    /** The value in the byte order of the wire; call once. */
    byte[] value();
  }

  private record RunningCrc(Checksum crc, int bytes) implements Running {
    @Override
    public void update(byte[] buffer, int offset, int length) {
      crc.update(buffer, offset, length);
    }

    @Override
    public byte[] value() {
      return toBytes(crc.getValue(), bytes);
    }
  }

  private record RunningDigest(MessageDigest digest) implements Running {
    @Override
    public void update(byte[] buffer, int offset, int length) {
      digest.update(buffer, offset, length);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
