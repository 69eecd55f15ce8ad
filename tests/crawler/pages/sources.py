"""Sources for tests, as their files would declare them."""

from typing import Any

from rencai_crawler.source import Source


def source(**given: Any) -> Source:
    """A source of government notices, changed by what is given."""
    return Source.model_validate(
        {
            "id": "test-source",
            "name": "示例",
            "owner": "示例",
            "kinds": ["policy_notice"],
            "family": "government",
            "start": ["https://example.gov.cn/tzgg/index.html"],
            "details": r"/t\d+_\d+\.html$",
            "legal_basis": "示例",
            "attribution": "示例",
        }
        | given
    )
