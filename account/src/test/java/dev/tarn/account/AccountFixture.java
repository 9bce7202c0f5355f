package dev.tarn.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.Durability;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services on a directory, and their clients. */
final class AccountFixture {
  static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
          + "\"Principal\":{\"Service\":\"glue.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
  static final String POLICY =
      "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\","
          + " \"Action\": \"s3:*\", \"Resource\": \"*\"}}";

  final SettableClock clock = new SettableClock();
  private final Path directory;
  AccountServices services;

  AccountFixture(Path directory) {
    this.directory = directory;
    this.services = open();
  }

  private AccountServices open() {
    return new AccountServices(
        directory, AwsAccount.DEFAULT, clock, IdGenerator.random(), Durability.PROCESS);
  }

  /** As after the end of the process, however it ended. */
  void reopen() {
    services = open();
  }

  IamClient iam() {
    return services.iam().inProcessClient(IamClient.class);
  }

  StsClient sts() {
    return services.sts().inProcessClient(StsClient.class);
  }

  KmsClient kms() {
    return services.kms().inProcessClient(KmsClient.class);
  }

  CloudWatchLogsClient logs() {
    return services.logs().inProcessClient(CloudWatchLogsClient.class);
  }

  Ec2Calls ec2() {
    return new Ec2Calls(services.ec2());
  }

  static AwsServiceException refused(int status, String code, ThrowingCallable call) {
    AwsServiceException raised = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(raised).as(code).isNotNull();
    assertThat(raised.awsErrorDetails().errorCode())
        .as(raised.awsErrorDetails().errorMessage())
        .isEqualTo(code);
    assertThat(raised.statusCode()).isEqualTo(status);
    return raised;
  }

  static void refused(int status, String code, String message, ThrowingCallable call) {
    assertThat(refused(status, code, call).awsErrorDetails().errorMessage()).isEqualTo(message);
  }
}
