package dev.tarn.server.sts;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The STS operations that exist here. */
public final class StsOperations {
  private static final String API_VERSION = "2011-06-15";

  private final AwsAccount account;

  private StsOperations(AwsAccount account) {
    this.account = account;
  }

  public static OperationTable of(AwsAccount account) {
    StsOperations operations = new StsOperations(account);
    return OperationTable.builder(ServiceModel.of(StsClient.class, "Sts", API_VERSION))
        .add(GetCallerIdentityRequest.class, operations::getCallerIdentity)
        .build();
  }

  private GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
    return GetCallerIdentityResponse.builder()
        .account(account.accountId())
        .arn(account.globalArn("iam", "root"))
        .userId(account.accountId())
        .build();
  }
}
