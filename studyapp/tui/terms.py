"""Short names as exams use them, with the full ones, for the help screen.

The services stand in the content; here are the few names that are none, and what is
shown until the content is open.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studyapp.tui.help import Term

if TYPE_CHECKING:
    from studyapp.services.study import Study

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
_OTHERS = frozenset({"DLQ", "ESM"})


def service_terms(study: Study) -> tuple[Term, ...]:
    """Return the services of the content with the names that are none.

    To be called in a worker: it reads a file.
    """
    from studyapp.content.services import load_services  # noqa: PLC0415

    services, _ = load_services(Path(root) for root in study.roots)
    found = {s.short: Term(s.short, _full(s.full, s.retired)) for s in services.all()}
    others = {t.name: t for t in TERMS if t.name in _OTHERS or not found}
    terms = {**others, **found}
    return tuple(terms[name] for name in sorted(terms, key=str.casefold))


def _full(name: str, retired: str) -> str:
    return f"{name} (closed {retired})" if retired else name
