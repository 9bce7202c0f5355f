package dev.tarn.protocol;

/**
 * The one account that everything belongs to.
 *
 * @param accountId twelve digits
 * @param partition {@code aws}, {@code aws-cn}, ...
 */
public record AwsAccount(String accountId, String region, String partition) {
  /** Account 000000000000 in us-east-1. */
  public static final AwsAccount DEFAULT = new AwsAccount("000000000000", "us-east-1", "aws");

  public AwsAccount {
    if (accountId.length() != 12 || !accountId.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("An account id has twelve digits: " + accountId);
    }
    if (region.isBlank() || partition.isBlank()) {
      throw new IllegalArgumentException("An account needs a region and a partition");
    }
  }

  /** {@code arn:<partition>:<service>:<region>:<account>:<resource>}. */
  public String arn(String service, String resource) {
    return String.join(":", "arn", partition, service, region, accountId, resource);
  }

  /** The ARN of a resource of a service without regions, such as IAM. */
  public String globalArn(String service, String resource) {
    return String.join(":", "arn", partition, service, "", accountId, resource);
  }
}
