"""Short names as exams use them, with the full ones, for the help screen."""

from __future__ import annotations

from studyapp.tui.help import Term

TERMS = (
    Term("ALB", "Application Load Balancer"),
    Term("API Gateway", "Amazon API Gateway"),
    Term("CloudFront", "Amazon CloudFront"),
    Term("CloudWatch", "Amazon CloudWatch"),
    Term("CodeDeploy", "AWS CodeDeploy"),
    Term("DLQ", "dead-letter queue"),
    Term("DynamoDB", "Amazon DynamoDB"),
    Term("EC2", "Amazon Elastic Compute Cloud"),
    Term("ECR", "Amazon Elastic Container Registry"),
    Term("ECS", "Amazon Elastic Container Service"),
    Term("EFS", "Amazon Elastic File System"),
    Term("ESM", "event source mapping"),
    Term("EventBridge", "Amazon EventBridge"),
    Term("Fargate", "AWS Fargate"),
    Term("IAM", "AWS Identity and Access Management"),
    Term("KMS", "AWS Key Management Service"),
    Term("Kinesis", "Amazon Kinesis Data Streams"),
    Term("Lambda", "AWS Lambda"),
    Term("RDS", "Amazon Relational Database Service"),
    Term("S3", "Amazon Simple Storage Service"),
    Term("SAM", "AWS Serverless Application Model"),
    Term("SNS", "Amazon Simple Notification Service"),
    Term("SQS", "Amazon Simple Queue Service"),
    Term("Step Functions", "AWS Step Functions"),
    Term("VPC", "Amazon Virtual Private Cloud"),
    Term("X-Ray", "AWS X-Ray"),
)
