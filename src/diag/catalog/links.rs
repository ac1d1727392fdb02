//! The body and its links: what leads nowhere, or may not stand in a brief.

