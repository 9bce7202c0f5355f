package dev.tarn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AwsAccountTest {
  @Test
  void namesResources() {
    AwsAccount account = new AwsAccount("123456789012", "cn-north-1", "aws-cn");
    assertThat(account.arn("glue", "table/db/t"))
        .isEqualTo("arn:aws-cn:glue:cn-north-1:123456789012:table/db/t");
    assertThat(account.globalArn("iam", "root")).isEqualTo("arn:aws-cn:iam::123456789012:root");
    assertThat(AwsAccount.DEFAULT.arn("athena", "workgroup/primary"))
        .isEqualTo("arn:aws:athena:us-east-1:000000000000:workgroup/primary");
  }

  @Test
  void refusesWhatIsNoAccount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AwsAccount("12345678901", "us-east-1", "aws"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AwsAccount("12345678901x", "us-east-1", "aws"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AwsAccount("123456789012", " ", "aws"));
  }
}
