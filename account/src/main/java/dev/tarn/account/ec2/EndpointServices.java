package dev.tarn.account.ec2;

import dev.tarn.protocol.AwsAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** The services of AWS that an endpoint can lead to, as far as a lake wants them. */
final class EndpointServices {
  private static final Set<String> GATEWAY = Set.of("s3", "dynamodb");

  private static final Set<String> INTERFACE =
      Set.of(
          "athena",
          "dynamodb",
          "ec2",
          "events",
          "glue",
          "glue.dashboard",
          "kinesis-firehose",
          "kinesis-streams",
          "kms",
          "lakeformation",
          "lambda",
          "logs",
          "monitoring",
          "rds",
          "redshift-data",
          "s3",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm",
          "states",
          "sts");

  /** Of us-east-1; the same for every region here. */
  private static final Map<String, List<String>> CIDRS =
      Map.of(
          "s3", List.of("52.216.0.0/15", "54.231.0.0/16"),
          "dynamodb", List.of("52.94.0.0/22", "52.119.224.0/20"));

  private final String prefix;

  EndpointServices(AwsAccount account) {
    prefix = "com.amazonaws." + account.region() + ".";
  }

  /** Whether there is such a service with endpoints of this type. */
  boolean exists(String serviceName, VpcEndpointType type) {
    if (!serviceName.startsWith(prefix)) {
      return false;
    }
    String service = serviceName.substring(prefix.length());
    return type == VpcEndpointType.GATEWAY
        ? GATEWAY.contains(service)
        : type == VpcEndpointType.INTERFACE && INTERFACE.contains(service);
  }

  List<PrefixList> prefixLists() {
    return List.of("dynamodb", "s3").stream()
        .map(service ->
            PrefixList.builder()
                .prefixListId(prefixListId(prefix + service))
                .prefixListName(prefix + service)
                .cidrs(Optional.ofNullable(CIDRS.get(service)).orElse(List.of()))
                .build())
        .toList();
  }

  /** AWS's own ids in us-east-1, others elsewhere. */
  static String prefixListId(String serviceName) {
    return switch (serviceName) {
      case "com.amazonaws.us-east-1.s3" -> "pl-63a5400a";
      case "com.amazonaws.us-east-1.dynamodb" -> "pl-02cd2c6b";
      default -> "pl-" + Network.digits(serviceName).substring(0, 8);
    };
  }
}
