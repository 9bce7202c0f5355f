package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The canonical user that owns everything. */
final class Owner {

  private Owner() {}

  /** 64 hex digits, made from the account id as nobody outside AWS knows how S3 makes them. */
  static String canonicalId(AwsAccount account) {
    return HexFormat.of()
        .formatHex(
            ChecksumAlgorithm.digest("SHA-256")
                .digest(account.accountId().getBytes(StandardCharsets.US_ASCII)));
  }

  static String displayName(AwsAccount account) {
    return "account-" + account.accountId();
  }

  static XmlWriter write(XmlWriter xml, String element, AwsAccount account) {
    return xml.open(element)
        .element("ID", canonicalId(account))
        .element("DisplayName", displayName(account))
        .close(element);
  }
}
