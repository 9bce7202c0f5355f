package dev.tarn.protocol;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The operations that are served somewhere in Tarn; the client has 700 more. */
class Ec2RoundTripTest extends RoundTripContract {
  private static final Set<String> SERVED =
      Set.of(
          "CreateTags",
          "CreateVpcEndpoint",
          "DeleteTags",
          "DeleteVpcEndpoints",
          "DescribeAccountAttributes",
          "DescribeAvailabilityZones",
          "DescribeNetworkInterfaces",
          "DescribePrefixLists",
          "DescribeRegions",
          "DescribeRouteTables",
          "DescribeSecurityGroups",
          "DescribeSubnets",
          "DescribeTags",
          "DescribeVpcAttribute",
          "DescribeVpcEndpoints",
          "DescribeVpcEndpointServices",
          "DescribeVpcs",
          "ModifyVpcEndpoint");

  Ec2RoundTripTest() {
    super(
        Ec2Client.class,
        ServiceModel.of(Ec2Client.class, "Ec2", "2016-11-15"),
        Ec2Client.builder());
  }

  @Override
  List<OperationModel> operations() {
    return super.operations().stream()
        .filter(operation -> SERVED.contains(operation.name()))
        .toList();
  }
}
