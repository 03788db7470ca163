//! The languages and tools there are snippets for.

/// A language with its library, or a tool.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// bash and curl.
    Curl,
    /// Python with Genesys' SDK.
    PythonSdk,
    /// Python with `requests`.
    PythonRequests,
    /// Node.js with Genesys' SDK.
    NodeSdk,
    /// Go with Genesys' SDK.
    GoSdk,
    /// .NET with Genesys' SDK.
    DotNetSdk,
    /// The Terraform provider.
    Terraform,
    /// Genesys' command line tool.
    Cli,
    /// A Postman collection.
    Postman,
}

impl Kind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Curl,
        Self::PythonSdk,
        Self::PythonRequests,
        Self::NodeSdk,
        Self::GoSdk,
        Self::DotNetSdk,
        Self::Terraform,
        Self::Cli,
        Self::Postman,
    ];

    /// The name for addresses; it does not change.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::PythonSdk => "python-sdk",
            Self::PythonRequests => "python-requests",
            Self::NodeSdk => "node-sdk",
            Self::GoSdk => "go-sdk",
            Self::DotNetSdk => "dotnet-sdk",
            Self::Terraform => "terraform",
            Self::Cli => "cli",
            Self::Postman => "postman",
        }
    }

    /// The kind of an [`id`](Self::id).
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The name as people write it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::PythonSdk => "Python, Genesys SDK",
            Self::PythonRequests => "Python, requests",
            Self::NodeSdk => "Node.js, Genesys SDK",
            Self::GoSdk => "Go, Genesys SDK",
            Self::DotNetSdk => ".NET, Genesys SDK",
            Self::Terraform => "Terraform",
            Self::Cli => "Genesys Cloud CLI",
            Self::Postman => "Postman",
        }
    }

    /// The language of its text, as highlighters and Markdown name it.
    #[must_use]
    pub const fn language(self) -> &'static str {
        match self {
            Self::Curl | Self::Cli => "bash",
            Self::PythonSdk | Self::PythonRequests => "python",
            Self::NodeSdk => "javascript",
            Self::GoSdk => "go",
            Self::DotNetSdk => "csharp",
            Self::Terraform => "hcl",
            Self::Postman => "json",
        }
    }
}
