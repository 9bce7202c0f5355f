package dev.tarn.server.http;

import dev.tarn.protocol.IdGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of responses: one for each, so they come from a generator that does not need to be secret.
 */
final class RequestIds implements IdGenerator {
  private static final long VERSION_MASK = 0xFFFFFFFF_FFFF0FFFL;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_MASK = 0x3FFFFFFF_FFFFFFFFL;
  private static final long VARIANT_2 = 0x80000000_00000000L;

  private static final int HOST_ID_BYTES = 48;

  /** In the form that S3 gives its answers. */
  static String newS3Id() {
    return HexFormat.of()
        .toHexDigits(ThreadLocalRandom.current().nextLong())
        .toUpperCase(Locale.ROOT);
  }

  static String newS3HostId() {
    byte[] id = new byte[HOST_ID_BYTES];
    ThreadLocalRandom.current().nextBytes(id);
    return Base64.getEncoder().encodeToString(id);
  }

  @Override
  public String newUuid() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
    long low = (random.nextLong() & VARIANT_MASK) | VARIANT_2;
    return new UUID(high, low).toString();
  }
}
