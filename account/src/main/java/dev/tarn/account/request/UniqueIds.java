package dev.tarn.account.request;

import dev.tarn.protocol.IdGenerator;
import java.math.BigInteger;

/** Ids in the forms that AWS gives them, made from random UUIDs. */
public final class UniqueIds {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private final IdGenerator ids;

  public UniqueIds(IdGenerator ids) {
    this.ids = ids;
  }

  public String uuid() {
    return ids.newUuid();
  }

  /** Such as {@code AROA} and 17 capital letters and digits. */
  public String withPrefix(String prefix, int length) {
    BigInteger random = random();
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < length; i++) {
      id.append(ALPHABET.charAt(random.shiftRight(BITS * i).intValue() & 31));
    }
    return id.toString();
  }

  /** Such as {@code vpce-} and 17 hexadecimal digits. */
  public String hex(String prefix, int length) {
    return prefix + digits().substring(0, length);
  }

  private BigInteger random() {
    return new BigInteger(digits(), 16);
  }

  /** Of a version 4 UUID, without the digits that are the same in all. */
  private String digits() {
    String digits = ids.newUuid().replace("-", "");
    return digits.substring(0, 12) + digits.substring(13, 16) + digits.substring(17);
  }
}
