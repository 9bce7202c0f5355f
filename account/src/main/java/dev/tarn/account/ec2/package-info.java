/**
 * The EC2 calls around a Glue job's network: one default VPC with its subnets, route table and
 * security group, which can only be read and tagged, and VPC endpoints, which are kept. Nothing of
 * it carries traffic.
 */
@NullMarked
package dev.tarn.account.ec2;

import org.jspecify.annotations.NullMarked;
