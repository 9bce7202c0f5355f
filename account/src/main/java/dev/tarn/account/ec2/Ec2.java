package dev.tarn.account.ec2;

import dev.tarn.account.request.SerialWrites;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The EC2 service. */
public final class Ec2 {
  private static final String API_VERSION = "2016-11-15";

  private Ec2() {}

  /** The operations on what is below the directory. */
  public static OperationTable open(
      Path directory, AtomicFiles files, AwsAccount account, UniqueIds ids, Clock clock)
      throws IOException {
    var endpoints = EntityFiles.open(directory.resolve("vpc-endpoints"), VpcEndpoint.class, files);
    var tags =
        new ResourceTags(
            EntityFiles.open(directory.resolve("tags"), CreateTagsRequest.class, files));
    Network network = new Network(account, tags);
    SerialWrites writes = new SerialWrites();
    var networks = new NetworkOperations(network, () -> List.copyOf(endpoints.all().values()));
    var vpcEndpoints = new EndpointOperations(endpoints, network, tags, account, ids, clock);
    var tagging = new TagOperations(tags, network, endpoints);
    return OperationTable.builder(ServiceModel.of(Ec2Client.class, "Ec2", API_VERSION))
        .add(DescribeVpcsRequest.class, networks::vpcs)
        .add(DescribeVpcAttributeRequest.class, networks::vpcAttribute)
        .add(DescribeSubnetsRequest.class, networks::subnets)
        .add(DescribeSecurityGroupsRequest.class, networks::securityGroups)
        .add(DescribeRouteTablesRequest.class, networks::routeTables)
        .add(DescribeNetworkInterfacesRequest.class, networks::interfaces)
        .add(DescribeAvailabilityZonesRequest.class, networks::zones)
        .add(DescribeAccountAttributesRequest.class, networks::accountAttributes)
        .add(CreateVpcEndpointRequest.class, writes.alone(vpcEndpoints::create))
        .add(ModifyVpcEndpointRequest.class, writes.alone(vpcEndpoints::modify))
        .add(DeleteVpcEndpointsRequest.class, writes.alone(vpcEndpoints::delete))
        .add(DescribeVpcEndpointsRequest.class, vpcEndpoints::describe)
        .add(DescribePrefixListsRequest.class, vpcEndpoints::prefixLists)
        .add(CreateTagsRequest.class, writes.alone(tagging::create))
        .add(DeleteTagsRequest.class, writes.alone(tagging::delete))
        .build();
  }
}
