package dev.tarn.account;

import dev.tarn.protocol.OperationTable;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;

/** Some of EC2's client: the whole has more methods than Java can make a proxy for. */
record Ec2Calls(OperationTable table) {
  CreateTagsResponse createTags(Consumer<CreateTagsRequest.Builder> wish) {
    return (CreateTagsResponse)
        table.invoke(CreateTagsRequest.builder().applyMutation(wish).build());
  }

  CreateVpcEndpointResponse createVpcEndpoint(Consumer<CreateVpcEndpointRequest.Builder> wish) {
    return (CreateVpcEndpointResponse)
        table.invoke(CreateVpcEndpointRequest.builder().applyMutation(wish).build());
  }

  DeleteTagsResponse deleteTags(Consumer<DeleteTagsRequest.Builder> wish) {
    return (DeleteTagsResponse)
        table.invoke(DeleteTagsRequest.builder().applyMutation(wish).build());
  }

  DeleteVpcEndpointsResponse deleteVpcEndpoints(Consumer<DeleteVpcEndpointsRequest.Builder> wish) {
    return (DeleteVpcEndpointsResponse)
        table.invoke(DeleteVpcEndpointsRequest.builder().applyMutation(wish).build());
  }

  DescribeAvailabilityZonesResponse describeAvailabilityZones(
      Consumer<DescribeAvailabilityZonesRequest.Builder> wish) {
    return (DescribeAvailabilityZonesResponse)
        table.invoke(DescribeAvailabilityZonesRequest.builder().applyMutation(wish).build());
  }

  DescribeInstancesResponse describeInstances(Consumer<DescribeInstancesRequest.Builder> wish) {
    return (DescribeInstancesResponse)
        table.invoke(DescribeInstancesRequest.builder().applyMutation(wish).build());
  }

  DescribePrefixListsResponse describePrefixLists(
      Consumer<DescribePrefixListsRequest.Builder> wish) {
    return (DescribePrefixListsResponse)
        table.invoke(DescribePrefixListsRequest.builder().applyMutation(wish).build());
  }

  DescribeRouteTablesResponse describeRouteTables(
      Consumer<DescribeRouteTablesRequest.Builder> wish) {
    return (DescribeRouteTablesResponse)
        table.invoke(DescribeRouteTablesRequest.builder().applyMutation(wish).build());
  }

  DescribeSecurityGroupsResponse describeSecurityGroups(
      Consumer<DescribeSecurityGroupsRequest.Builder> wish) {
    return (DescribeSecurityGroupsResponse)
        table.invoke(DescribeSecurityGroupsRequest.builder().applyMutation(wish).build());
  }

  DescribeSubnetsResponse describeSubnets(Consumer<DescribeSubnetsRequest.Builder> wish) {
    return (DescribeSubnetsResponse)
        table.invoke(DescribeSubnetsRequest.builder().applyMutation(wish).build());
  }

  DescribeVpcEndpointsResponse describeVpcEndpoints(
      Consumer<DescribeVpcEndpointsRequest.Builder> wish) {
    return (DescribeVpcEndpointsResponse)
        table.invoke(DescribeVpcEndpointsRequest.builder().applyMutation(wish).build());
  }

  DescribeVpcsResponse describeVpcs(Consumer<DescribeVpcsRequest.Builder> wish) {
    return (DescribeVpcsResponse)
        table.invoke(DescribeVpcsRequest.builder().applyMutation(wish).build());
  }

  ModifyVpcEndpointResponse modifyVpcEndpoint(Consumer<ModifyVpcEndpointRequest.Builder> wish) {
    return (ModifyVpcEndpointResponse)
        table.invoke(ModifyVpcEndpointRequest.builder().applyMutation(wish).build());
  }
}
