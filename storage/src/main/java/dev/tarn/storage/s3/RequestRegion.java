package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;

/**
 * The region whose endpoint a client means to talk to: that of its signature's scope, as there is
 * only one endpoint here.
 */
final class RequestRegion {

  private RequestRegion() {}

  static String of(S3Exchange exchange, AwsAccount account) {
    String authorization = exchange.header("Authorization").orElse("");
    int credential = authorization.indexOf("Credential=");
    String scope =
        credential >= 0
            ? authorization.substring(credential + "Credential=".length())
            : exchange.query().text("X-Amz-Credential");
    // key id / date / region / service / aws4_request
    String[] fields = scope.split("/", -1);
    return fields.length >= 4 && !fields[2].isBlank() ? fields[2] : account.region();
  }
}
